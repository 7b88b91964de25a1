import ArgumentParser
import ByteIO
import Planner

extension SourceCap: ExpressibleByArgument {
  /// Reads what stands on the command line.
  public init?(argument: String) {
    guard let text = FileName.plainText(argument) else { return nil }
    self.init(text)
  }
}
