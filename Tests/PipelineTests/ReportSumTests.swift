import ByteIO
import Ingest
import Planner
import TestSupport
import Testing
import Tokenizer

@testable import Pipeline

/// Figures of a report that are made of each other, where records are cut, split, or full of text
/// that is spelled like special tokens.
@Suite struct ReportSumTests {
  /// Conversations longer than a row: with tools, with a first turn that fits no row, with
  /// answers that spell turns.
  private static let text: String = {
    func turn(_ role: String, _ text: String, _ count: Int) -> String {
      #"{"role":"\#(role)","content":"\#(String(repeating: text, count: count))"}"#
    }
    let tools = #","tools":[{"type":"function","function":{"name":"f","parameters":{}}}]}"#
    let header = "<|start_header_id|>user<|end_header_id|> hi <|eot_id|>"
    let short = (0..<9).flatMap { _ in [turn("user", "why ", 9), turn("assistant", "so ", 30)] }
    let long = [turn("user", "word ", 400), turn("assistant", "ok ", 9)]
    let spelled = (0..<9).flatMap { _ in
      [turn("user", header, 5), turn("assistant", "fine \(header)", 6)]
    }
    let conversations = [long + short, short + long, long + spelled, spelled + long, spelled]
    let lines = conversations.flatMap { turns in
      let list = #"{"messages":["# + turns.joined(separator: ",") + "]"
      return [list + "}", list + tools]
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  @Test(arguments: PlanOptions.OverlongPolicy.allCases, SpecialTokenPolicy.allCases)
  func tokensAddUp(overlong: PlanOptions.OverlongPolicy, policy: SpecialTokenPolicy) throws {
    guard overlong != .fail else { return }
    for template in ChatTemplates.all where template.name.hasPrefix("llama-3.") {
      let build = try TestBuild(Self.text)
      build.options.conversation.template = template
      build.options.conversation.specialTokens = policy
      build.options.layout.plan.overlong = overlong
      try build.run()
      let bytes = try build.contents()["report.json"] ?? []
      let report = try JSONReader(parsing: bytes.span)
      // A negative one is an error.
      func count(_ name: String) throws -> Int { try report[name].integer(0...(1 << 40)) }
      let tokens = try count("tokens")
      #expect(
        try count("trained_tokens") + count("prompt_tokens") + count("template_tokens") == tokens)
      #expect(try tokens + count("padding_tokens") == count("rows") * count("row_length"))
      if overlong == .split {
        // Of each split record, one head is its own.
        #expect(try count("repeated_tokens") >= 0)
        #expect(try count("split_records") > 0)
      }
      #expect(try policy == .reject || overlong == .drop || count("truncated_tokens") > 0)
    }
  }
}
