// Threads add to an unguarded number: the thread sanitizer must report the race.
import Dispatch

final class Counter: @unchecked Sendable { var value = 0 }
let counter = Counter()
DispatchQueue.concurrentPerform(iterations: 4) { _ in
  for _ in 0..<100_000 { counter.value += 1 }
}
print(counter.value)
