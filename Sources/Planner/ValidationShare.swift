import ByteIO

/// How much of the data is set aside for validation.
///
/// Which records those are depends on what they ask alone (`PromptHash`), so that a
/// record stays on its side when others are added, and no question stands on both.
package enum ValidationShare: Sendable, Equatable {
  case off
  /// This share of the kept records, in 1/1,000,000, on average.
  case millionths(Int)
  /// This many of the kept records, or all of them where there are fewer. Questions are taken in an
  /// order that depends on them alone, each with all the records that ask it, until the next one
  /// would be too many: so there are fewer where that one is asked several times.
  case records(Int)

  /// Moves the chosen records of `plan` to the validation split.
  ///
  /// - Parameter prompts: The prompt hash of each record.
  func apply(to prompts: [UInt64], in plan: inout Plan) {
    switch self {
    case .off:
      return
    case .millionths(let share):
      let limit = UInt64(share) * (UInt64.max / 1_000_000)
      for record in prompts.indices where plan.fates[record] == .kept(.train) {
        if Self.key(prompts[record]) < limit { plan.fates[record] = .kept(.validation) }
      }
    case .records(let count):
      chooseRecords(count, of: prompts, in: &plan)
    }
  }

  /// Takes questions in the order of their keys, as long as all records of the next one fit.
  private func chooseRecords(_ count: Int, of prompts: [UInt64], in plan: inout Plan) {
    let kept = prompts.indices.filter { plan.fates[$0] == .kept(.train) }
    let order = kept.sorted { (Self.key(prompts[$0]), $0) < (Self.key(prompts[$1]), $1) }
    var left = count
    var start = 0
    while start < order.count {
      let key = Self.key(prompts[order[start]])
      let end = order[start...].firstIndex { Self.key(prompts[$0]) != key } ?? order.count
      guard end - start <= left else { return }
      for record in order[start..<end] { plan.fates[record] = .kept(.validation) }
      left -= end - start
      start = end
    }
  }

  /// A number that is spread evenly and depends on what is asked alone.
  package static func key(_ prompt: UInt64) -> UInt64 { SplitMix64.mix(prompt) }
}

extension ValidationShare {
  /// Reads `off`, a number of records, or a percentage with at most four decimals.
  ///
  /// Percentages are read as whole millionths, so that `0.1%` is exactly that.
  package init?(_ text: String) {
    if text == "off" {
      self = .off
      return
    }
    guard text.hasSuffix("%") else {
      guard let count = Int(text), count >= 0, text.first != "+" else { return nil }
      self = .records(count)
      return
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), (0...100).contains(whole),
      parts[0].allSatisfy(\.isNumber)
    else { return nil }
    var fraction = parts.count == 2 ? String(parts[1]) : "0"
    guard !fraction.isEmpty, fraction.count <= 4, fraction.allSatisfy(\.isNumber) else {
      return nil
    }
    fraction += String(repeating: "0", count: 4 - fraction.count)
    guard let tail = Int(fraction), whole * 10_000 + tail <= 1_000_000 else { return nil }
    self = .millionths(whole * 10_000 + tail)
  }
}

extension ValidationShare: CustomStringConvertible {
  /// As `--validation` takes it: `off`, a number of records, or a percentage.
  package var description: String {
    switch self {
    case .off: return "off"
    case .records(let count): return String(count)
    case .millionths(let share):
      // Written from whole numbers, so that no rounding creeps into a manifest.
      var digits = String(share % 10_000)
      digits = String(repeating: "0", count: 4 - digits.count) + digits
      while digits.hasSuffix("0") { digits.removeLast() }
      return "\(share / 10_000)" + (digits.isEmpty ? "" : ".\(digits)") + "%"
    }
  }
}
