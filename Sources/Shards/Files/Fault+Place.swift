package import ByteIO

extension Fault {
  /// Where in the file the fault is.
  package enum Place: Sendable, CustomStringConvertible {
    case file
    case header
    case footer
    case index
    case seekTable
    /// The tokens of a block.
    case block(Int)
    /// What stands beside the tokens of a block.
    case sidecar(Int)
    /// A chunk of a part, a section of a plan.
    case chunk(Int)
    /// A record of a part, by its number.
    case record(Int)
    /// A row of a plan or shard.
    case row(Int)
    /// A member of a JSON document.
    case member(String)

    package var description: String {
      switch self {
      case .file: "file"
      case .header: "header"
      case .footer: "footer"
      case .index: "index"
      case .seekTable: "seek table"
      case .block(let number): "block \(number)"
      case .sidecar(let number): "sidecar \(number)"
      case .chunk(let number): "chunk \(number)"
      case .record(let number): "record \(number)"
      case .row(let number): "row \(number)"
      case .member(let path): path.isEmpty ? "document" : path
      }
    }
  }
}
