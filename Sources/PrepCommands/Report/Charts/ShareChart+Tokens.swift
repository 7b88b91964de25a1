import ByteIO
import Inspect

extension ShareChart {
  /// The tokens of a data set by what they are for.
  static func tokens(of document: StatisticsDocument, title: HTML) throws(Fault) -> ShareChart {
    ShareChart(
      title: title, unit: "tokens",
      parts: [
        .init(
          name: "trained: what the model learns to say",
          count: try document.integer("trained_tokens"), look: .first),
        .init(
          name: "prompt: what it only reads", count: try document.integer("prompt_tokens"),
          look: .second),
        .init(
          name: "template: headers and marks of turns",
          count: try document.integer("template_tokens"), look: .third),
      ])
  }
}
