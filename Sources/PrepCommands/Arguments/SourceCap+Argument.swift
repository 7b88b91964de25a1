import ArgumentParser
import Planner

extension SourceCap: ExpressibleByArgument {
  /// Reads `source=N`; the source's name may itself hold an equals sign.
  public init?(argument: String) {
    guard let place = argument.lastIndex(of: "="),
      let count = Int(argument[argument.index(after: place)...]), count >= 0
    else { return nil }
    self.init(source: String(argument[..<place]), recordCount: count)
  }
}
