import Foundation

/// The probability that a standard normal number is below `z`.
func normalProbability(below z: Double) -> Double { erfc(-z / 2.squareRoot()) / 2 }

/// P(|T| ≤ `t`) for Student's t with `degrees` ≥ 1 degrees of freedom (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
func studentProbability(within t: Double, degrees: Int) -> Double {
  let angle = atan(t / Double(degrees).squareRoot())
  let (sine, cosine) = (sin(angle), cos(angle))
  let isOdd = degrees % 2 == 1
  if degrees == 1 { return 2 * angle / .pi }
  var term = isOdd ? cosine : 1
  var sum = term
  for k in stride(from: isOdd ? 3 : 2, to: degrees - 1, by: 2) {
    term *= Double(k - 1) / Double(k) * cosine * cosine
    sum += term
  }
  return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
}

/// The t with P(|T| ≤ t) = `probability`, in (0, 1), for Student's t with `degrees` ≥ 1 degrees of freedom.
func studentQuantile(within probability: Double, degrees: Int) -> Double {
  var (low, high) = (0.0, 1.0)
  while studentProbability(within: high, degrees: degrees) < probability && high < 1e9 { high *= 2 }
  // Halving until neighbouring numbers are reached.
  while case let middle = (low + high) / 2, middle > low && middle < high {
    if studentProbability(within: middle, degrees: degrees) < probability { low = middle } else { high = middle }
  }
  return high
}
