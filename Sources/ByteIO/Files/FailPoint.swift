import Glibc
import Synchronization

/// A place where the system may refuse or the process may end, and where a test can say that it does.
///
/// `PREP_FAIL_POINT` holds rules, separated by commas, each `point[@name]:number:fault`. The fault
/// happens at the `number`th time, from 1, that the point is reached with a path that has `name` in
/// it; with `number+` at every time from then on. Faults are `kill` (SIGKILL to itself), `short`
/// (half of a read or write), `delay` (20 milliseconds), and the system's errors by name. Without the
/// variable a point costs one comparison.
enum FailPoint: String {
  case create, read, write, sync, rename
  case syncDirectory = "sync-directory"

  private enum Effect {
    case kill, short, delay
    case error(CInt)

    init?(_ name: Substring) {
      switch name {
      case "kill": self = .kill
      case "short": self = .short
      case "delay": self = .delay
      case "EIO": self = .error(EIO)
      case "ENOSPC": self = .error(ENOSPC)
      case "EDQUOT": self = .error(EDQUOT)
      case "EROFS": self = .error(EROFS)
      case "EMFILE": self = .error(EMFILE)
      default: return nil
      }
    }
  }

  private final class Rule: Sendable {
    let point: FailPoint
    let name: String
    let number: Int
    let isLasting: Bool
    let effect: Effect
    let count = Atomic<Int>(0)

    init?(_ text: Substring) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      let place = parts[0].split(separator: "@", maxSplits: 1)
      guard let name = place.first, let point = FailPoint(rawValue: String(name)),
        let number = Int(parts[1].hasSuffix("+") ? parts[1].dropLast() : parts[1]),
        let effect = Effect(parts[2])
      else { return nil }
      self.point = point
      self.name = place.count == 2 ? String(place[1]) : ""
      self.number = number
      isLasting = parts[1].hasSuffix("+")
      self.effect = effect
    }

    func isMet(_ point: FailPoint, _ path: String) -> Bool {
      guard point == self.point, name.isEmpty || path.contains(name) else { return false }
      let count = count.wrappingAdd(1, ordering: .relaxed).newValue
      return isLasting ? count >= number : count == number
    }
  }

  private static let rules: [Rule] = {
    guard let text = unsafe getenv("PREP_FAIL_POINT") else { return [] }
    // SAFETY: the environment is not changed while the process runs.
    return unsafe String(cString: text).split(separator: ",").map { rule in
      guard let rule = Rule(rule) else { fatalError("PREP_FAIL_POINT: '\(rule)' is no rule") }
      return rule
    }
  }()

  /// Does what the rules say happens here; false where the system refuses, with its reason in
  /// `errno`.
  func pass(_ path: String, byteCount: inout Int) -> Bool {
    for rule in Self.rules where rule.isMet(self, path) {
      switch rule.effect {
      case .kill: Glibc.kill(getpid(), SIGKILL)
      case .short: byteCount = (byteCount + 1) / 2
      case .delay: usleep(20_000)
      case .error(let number):
        errno = number
        return false
      }
    }
    return true
  }

  /// The same, where nothing is counted in bytes.
  func pass(_ path: String) -> Bool {
    var byteCount = 0
    return pass(path, byteCount: &byteCount)
  }
}
