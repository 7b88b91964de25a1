import Planner
import Testing

@Suite struct KeyedPermutationTests {
  @Test(arguments: [0, 1, 2, 3, 4, 5, 16, 17, 255, 1000, 4097, 65_537])
  func everyNumberHasAPlaceOfItsOwn(count: UInt64) {
    for key in [UInt64(0), 1, .max] {
      let order = KeyedPermutation(count: count, key: key)
      let places = (0..<count).map { order.place(of: $0) }
      #expect(places.sorted() == Array(0..<count))
      for (number, place) in places.enumerated() {
        #expect(order.number(at: place) == UInt64(number))
      }
    }
  }

  @Test func anotherKeyIsAnotherOrder() {
    let orders = (0..<50).map { key in
      let order = KeyedPermutation(count: 1000, key: UInt64(key))
      return (0..<1000).map { order.place(of: $0) }
    }
    #expect(Set(orders).count == 50)
  }

  /// Small bounds too: with three numbers each of the six orders comes as often as others.
  @Test func everyOrderIsEquallyLikely() {
    var counts: [[UInt64]: Int] = [:]
    for key in 0..<6000 {
      let order = KeyedPermutation(count: 3, key: UInt64(key))
      counts[(0..<3).map { order.place(of: $0) }, default: 0] += 1
    }
    #expect(counts.count == 6)
    for count in counts.values { #expect(abs(count - 1000) < 150) }
  }

  /// Neighbours do not stay neighbours: distances spread as those of a shuffle.
  @Test func numbersSideBySideDoNotStandSideBySide() {
    let order = KeyedPermutation(count: 100_000, key: 7)
    let places = (0..<UInt64(100_000)).map { Double(order.place(of: $0)) }
    let mean = zip(places, places.dropFirst()).reduce(0) { $0 + abs($1.0 - $1.1) } / 99_999
    // A third of the bound, give or take half a percent.
    #expect(abs(mean - 33_333) < 400)
    let near = zip(places, places.dropFirst()).filter { abs($0 - $1) < 100 }.count
    #expect(abs(near - 200) < 60)
  }

  @Test func greatBoundsAreServed() {
    let order = KeyedPermutation(count: 1 << 62, key: 3)
    for number: UInt64 in [0, 1, 1 << 40, (1 << 62) - 1] {
      #expect(order.number(at: order.place(of: number)) == number)
    }
  }
}
