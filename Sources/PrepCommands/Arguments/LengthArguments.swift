import ArgumentParser
import Filters

/// How many tokens a record may have.
struct LengthArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Drop records of fewer tokens, template and all.", valueName: "n"))
  var minTokens: Int?

  @Option(help: ArgumentHelp("Drop records of more tokens, template and all.", valueName: "n"))
  var maxTokens: Int?

  /// Sets what was given.
  ///
  /// - Throws: `Fault` where no length lies between the bounds.
  func apply(to filters: inout FilterOptions) throws {
    filters[LengthBounds.self] = try LengthBounds(minimum: minTokens, maximum: maxTokens)
  }
}
