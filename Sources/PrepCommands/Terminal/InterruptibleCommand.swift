/// A command that ends in order when it is interrupted; the others are ended by the signal itself.
protocol InterruptibleCommand {
  /// Whether the same command goes on where this one ended.
  var resumes: Bool { get }
}
