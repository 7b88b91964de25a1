import ByteIO

/// A file that several readers share; closed when the last lets go of it.
final class SharedFile: Sendable {
  let file: File

  init(_ place: FilePlace) throws(Fault) {
    file = try File.openRegular(place)
  }
}

/// Many files of which only some are open at a time: a shuffled build reads from every part, and
/// a large one has more parts than a process may have files open.
final class FilePool: Sendable {
  private struct State: Sendable {
    var open: [SharedFile?]
    /// Numbers of open files in the order they were opened, from `oldest` on.
    var order: [Int] = []
    var oldest = 0
  }

  private let places: [FilePlace]
  private let openLimit: Int
  private let state: Monitor<State>

  init(_ places: [FilePlace], openLimit: Int) {
    self.places = places
    self.openLimit = max(1, openLimit)
    state = Monitor(State(open: [SharedFile?](repeating: nil, count: places.count)))
  }

  /// File `number`, opened if it is not; the one opened first makes room.
  func file(_ number: Int) throws(Fault) -> SharedFile {
    try state.withLock { (state) throws(Fault) -> SharedFile in
      if let file = state.open[number] { return file }
      if state.order.count - state.oldest == openLimit {
        state.open[state.order[state.oldest]] = nil
        state.oldest += 1
        if state.oldest == openLimit {
          state.order.removeFirst(state.oldest)
          state.oldest = 0
        }
      }
      let file = try SharedFile(places[number])
      state.open[number] = file
      state.order.append(number)
      return file
    }
  }
}
