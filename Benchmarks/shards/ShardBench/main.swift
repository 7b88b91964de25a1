// ShardBench: what parts, shards and reading them cost, with nothing else in the figures.
//
// Usage: ShardBench INPUT.jsonl TOKENIZER WORK_DIRECTORY [ROUNDS] [LEVEL]
//
// Reads, parses and tokenizes the input once, into memory; then, in each round and on one thread,
// writes the parts, plans, assembles the shards, reads every block, and unpacks every row. Times are
// the process's own, user and system, so that what else the machine does hardly matters; what is
// written is synced as in a build. Prints a line a round: nanoseconds a token.

import ByteIO
import Glibc
import Ingest
import Pipeline
import Planner
import Records
import Shards
import Tokenizer

guard CommandLine.argc >= 4 else {
  fatalError("usage: ShardBench INPUT.jsonl TOKENIZER WORK_DIRECTORY [ROUNDS] [LEVEL]")
}
let arguments = CommandLine.arguments
let corpus = try Corpus(input: arguments[1], tokenizer: arguments[2])
let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5
let level = arguments.count > 5 ? Int(arguments[5]) ?? 3 : 3

print("\(corpus.recordCount) records, \(corpus.tokenCount) tokens, level \(level)")
print("ns of processor time a token")
print("parts  plan  assemble  parts+assemble  read blocks  unpack rows  bytes/token")
for _ in 0..<rounds {
  let run = try Round(corpus, in: arguments[3], level: level)
  func figure(_ seconds: Double) -> String {
    String(Double(Int(seconds / Double(corpus.tokenCount) * 1e11)) / 100)
  }
  print(
    figure(run.parts), figure(run.plan), figure(run.assemble), figure(run.parts + run.assemble),
    figure(run.read), figure(run.unpack),
    Double(run.shardByteCount * 10_000 / corpus.tokenCount) / 10_000, separator: "\t")
}
