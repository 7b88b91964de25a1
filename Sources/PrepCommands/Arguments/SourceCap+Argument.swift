import ArgumentParser
import Planner

extension SourceCap: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }
}
