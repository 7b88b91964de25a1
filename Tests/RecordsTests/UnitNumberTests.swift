import Records
import Testing

@Suite("Numbers of units")
struct UnitNumberTests {
  @Test("are written so that names sort as they do, and read back")
  func names() {
    let numbers = [(0, 0), (0, 1), (0, 99_999), (1, 0), (3, 12), (99_999, 99_999)]
      .map { UnitNumber(task: $0.0, index: $0.1) }
    #expect(numbers.map(\.description).sorted() == numbers.map(\.description))
    #expect(numbers.sorted() == numbers)
    #expect(UnitNumber(task: 3, index: 12).description == "00003-00012")
    let largest = UnitNumber(task: .max, index: .max)
    #expect(largest.description == "4294967295-4294967295")
    #expect(largest.rawValue == .max)
    for number in numbers + [largest] {
      #expect(UnitNumber(number.description) == number)
      #expect(number.rawValue == UInt64(number.task) << 32 | UInt64(number.index))
    }
  }

  @Test(
    "are read from nothing else",
    arguments: [
      "", "-", "00000", "0-0", "00000-0000", "00000-000000", "+0000-00000", "00000-00000-00000",
      "00000--0001", "00000-4294967296", " 00000-00000", "0000a-00000",
    ])
  func others(text: String) {
    #expect(UnitNumber(text) == nil)
  }
}
