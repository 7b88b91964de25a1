// Measures single stages of a build on one core, beside what they cannot do without, in one run.
//
// Usage: StageBenchmark ingest|language|template|plan FILE TOKENIZER [ROUNDS]
//        StageBenchmark parts DIRECTORY TOKENIZER [ROUNDS]
//
// FILE is plain JSON Lines, DIRECTORY the work/parts of a data set. Times are processor time of the
// thread, user and system, which other work on the machine disturbs less than the clock; each
// figure is the median of the rounds.

import Glibc

@main enum StageBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let rounds = Int(arguments.count > 4 ? arguments[4] : "5"),
      rounds > 0
    else {
      end("usage: StageBenchmark ingest|language|template|plan|parts PATH TOKENIZER [ROUNDS]")
    }
    switch arguments[1] {
    case "ingest": try IngestStage.measure(arguments[2], rounds: rounds)
    case "language": try LanguageStage.measure(arguments[2], rounds: rounds)
    case "template":
      try TemplateStage.measure(arguments[2], tokenizer: arguments[3], rounds: rounds)
    case "plan": try PlanningStage.measure(arguments[2], tokenizer: arguments[3], rounds: rounds)
    case "parts": try PlanningStage.measureParts(arguments[2], rounds: rounds)
    default:
      end("StageBenchmark: there is no stage \(arguments[1])")
    }
  }

  private static func end(_ message: String) -> Never {
    write(2, message + "\n", message.utf8.count + 1)
    exit(2)
  }
}
