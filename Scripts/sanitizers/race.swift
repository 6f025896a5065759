// Two threads add to a number that nothing guards: the thread sanitizer must say so.
import Dispatch

final class Counter: @unchecked Sendable { var value = 0 }
let counter = Counter()
DispatchQueue.concurrentPerform(iterations: 4) { _ in
  for _ in 0..<100_000 { counter.value += 1 }
}
print(counter.value)
