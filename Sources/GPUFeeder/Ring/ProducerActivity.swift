/// What the producing thread is doing: the answer to "what are we waiting for?".
enum ProducerActivity: Equatable, CustomStringConvertible {
  case starting
  case writing(step: UInt64)
  case reading(step: UInt64, dataSet: Int, block: Int)
  case waitingForSlot(step: UInt64)
  case ended

  var description: String {
    switch self {
    case .starting: "the producer to start"
    case .writing(let step): "batch \(step), which is being written"
    case .reading(let step, let dataSet, let block):
      "batch \(step): block \(block) of data set \(dataSet) is being read"
    case .waitingForSlot(let step): "a free slot for batch \(step)"
    case .ended: "a producer that has ended"
    }
  }
}
