import Glibc

/// The present moment in UTC, to milliseconds: `2026-05-14T09:30:12.345Z` (RFC 3339).
enum Timestamp {
  static let byteCount = 24

  static var now: String {
    String(unsafeUninitializedCapacity: byteCount) { bytes in
      // SAFETY: there is room for what is written.
      if let start = bytes.baseAddress { write(to: start) }
      return byteCount
    }
  }

  /// Writes the moment to `bytes`, which has room for `byteCount`.
  ///
  /// Calls nothing that a signal handler may not: the clock alone, and no function that formats.
  static func write(to bytes: UnsafeMutablePointer<UInt8>) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let (days, second) = time.tv_sec.quotientAndRemainder(dividingBy: 86_400)
    let (year, month, day) = date(daysSince1970: days)
    var end = bytes
    func append(_ value: Int, digitCount: Int, then mark: Unicode.Scalar) {
      var rest = value
      for index in stride(from: digitCount - 1, through: 0, by: -1) {
        end[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      end[digitCount] = UInt8(ascii: mark)
      end += digitCount + 1
    }
    append(year, digitCount: 4, then: "-")
    append(month, digitCount: 2, then: "-")
    append(day, digitCount: 2, then: "T")
    append(second / 3600, digitCount: 2, then: ":")
    append(second / 60 % 60, digitCount: 2, then: ":")
    append(second % 60, digitCount: 2, then: ".")
    append(time.tv_nsec / 1_000_000, digitCount: 3, then: "Z")
  }

  /// The Gregorian date: Howard Hinnant's `civil_from_days`, for days from 1970 on.
  ///
  /// Years begin in March there, so that a leap day is a year's last.
  static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    // Days since 1 March of the year 0; 146,097 make 400 years.
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}
