import ByteIO
import Testing

@Suite struct ConcurrencyTests {
  @Test func everyThreadRunsOnceAndIsJoined() {
    let seen = Monitor<[Int]>([])
    Threads.run(8) { index in
      for _ in 0..<1000 { seen.withLock { $0.append(index) } }
    }
    let counts = seen.withLock { numbers in (0..<8).map { i in numbers.filter { $0 == i }.count } }
    #expect(counts == [Int](repeating: 1000, count: 8))
  }

  @Test func aWaitingThreadIsWokenByAChange() {
    let queue = Monitor<[Int]>([])
    let received = Monitor<[Int]>([])
    Threads.run(2) { index in
      for number in 0..<100 {
        if index == 0 {
          queue.withLock { $0.append(number) }
        } else {
          let next = queue.wait { $0.isEmpty ? nil : $0.removeFirst() }
          received.withLock { $0.append(next) }
        }
      }
    }
    #expect(received.withLock { $0 } == Array(0..<100))
  }
}
