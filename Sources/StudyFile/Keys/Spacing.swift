import ElementaryFunctions

/// How whole numbers are spread between two ends.
enum Spacing: String, CaseIterable {
  /// By equal ratios.
  case geometric
  /// By equal distances.
  case linear

  /// `count` numbers, at least 2, from `low` to a larger `high`, both at most 10⁹: rounded, without repeats.
  func spread(_ low: Int, _ high: Int, count: Int) -> [Int] {
    let (first, last) = (Double(low), Double(high))
    var numbers: [Int] = []
    for index in 0..<count {
      let share = Double(index) / Double(count - 1)
      let exact =
        switch self {
        case .geometric: first * .exp(share * .log(last / first))
        case .linear: first + (last - first) * share
        }
      // The rounded value always fits; the clamp keeps rounding errors inside.
      let number = index == count - 1 ? high : min(max(Int(exact.rounded()), low), high)
      if number != numbers.last { numbers.append(number) }
    }
    return numbers
  }
}
