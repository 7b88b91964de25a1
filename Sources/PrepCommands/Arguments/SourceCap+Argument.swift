import ArgumentParser
import Planner

extension SourceCap: ExpressibleByArgument {
  /// Reads what stands on the command line.
  public init?(argument: String) {
    self.init(argument)
  }
}
