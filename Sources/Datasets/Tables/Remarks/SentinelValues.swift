/// Numbers in a column that may stand for missing values, as 999 does in many tables, because they are far from all others.
struct SentinelValues {
  /// A number, how often it is there, and the range of all others.
  struct Found {
    let number: Double
    let count: Int
    let others: ClosedRange<Double>

    /// In words, e.g. `-999 (in 12 rows; all others 18 to 90)`.
    var words: String {
      let text = [number, others.lowerBound, others.upperBound].map { Int(exactly: $0).map(String.init) ?? "\($0)" }
      return "\(text[0]) (in \(count) \(count == 1 ? "row" : "rows"); all others \(text[1]) to \(text[2]))"
    }
  }

  private(set) var found: [Found] = []

  /// The numbers that people write so, each with how many nines make it as sure: −1, −9, and those of two to nine nines.
  private static let usual: [Double: Int] = {
    let nines = (2...9).map { digits in (Double(String(repeating: "9", count: digits)) ?? 0, digits) }
    return Dictionary(uniqueKeysWithValues: nines + nines.map { (-$0, $1) } + [(-1, 1), (-9, 2)])
  }()
  /// The fewest different other values that show where the column lies, and of a scale of answers, such as 1 to 5, all of which
  /// occur.
  private static let (fewestOthers, fewestOfScale) = (10, 3)
  /// The fewest rows with a number of two nines, or −9, which measured values often are.
  private static let fewestOfTwoNines = 3
  /// How many times farther from the rest −1 is than the others are from each other; it is no size of its own.
  private static let farness = 10.0

  /// Looks through values of a column; NaN is none. A few of a number are enough if it stands for missing values in `others`.
  init(_ values: some Collection<Double>, alsoIn others: Set<Double> = []) {
    var counts: [Double: Int] = [:]
    for value in values where Self.usual[value] != nil { counts[value, default: 0] += 1 }
    guard !counts.isEmpty else { return }
    let ordinary = Set(values.lazy.filter { !$0.isNaN && Self.usual[$0] == nil }).sorted()
    guard let low = ordinary.first, let high = ordinary.last else { return }
    let isScale =
      low == low.rounded() && high - low == Double(ordinary.count - 1) && ordinary.allSatisfy { $0 == $0.rounded() }
    guard ordinary.count >= (isScale ? Self.fewestOfScale : Self.fewestOthers) else { return }
    let spacings = zip(ordinary, ordinary.dropFirst()).map { $1 - $0 }.sorted()
    found = counts.sorted { $0.key < $1.key }.compactMap { number, count in
      let distance = max(low - number, number - high)
      let isFar =
        switch Self.usual[number] {
        case 1: low > 0 && distance > Self.farness * spacings[spacings.count / 2]
        case 2: distance > high - low && (count >= Self.fewestOfTwoNines || others.contains(number))
        default: distance > high - low
        }
      return isFar ? Found(number: number, count: count, others: low...high) : nil
    }
  }
}
