import ByteIO

/// The user or the system asked for the end: how far the work was by then.
struct Interruption: Error {
  let report: ProgressReport
  /// Whether the same command goes on from there.
  let resumes: Bool

  /// The fault that ends the process.
  var fault: Fault {
    var fault = Fault.interrupted(resumes: resumes)
    if let place {
      fault.message = "interrupted \(place)" + fault.message.dropFirst("interrupted".count)
    }
    return fault
  }

  var entry: LogEntry {
    var entry = LogEntry(fault)
    entry.members += report.members
    return entry
  }

  /// `while reading, at 43 % of the bytes and 1,234 records (5 rejected)`; nil where nothing was done.
  private var place: String? {
    let state = report.state
    guard state.stage != .starting, state.stage != .done else { return nil }
    var facts: [String] = []
    if let share = state.share, let unit = state.stage.unit {
      facts.append("\(Int(share * 100)) % of the \(unit.rawValue)")
    }
    if state.recordCount > 0 {
      facts.append(
        "\(Figures.count(state.recordCount)) records (\(Figures.count(state.rejectedCount)) "
          + "rejected)")
    }
    return "while \(state.stage.name)"
      + (facts.isEmpty ? "" : ", at " + facts.joined(separator: " and "))
  }
}
