/// Which rows have the same text in a column that is no feature.
struct RowNames {
  /// Of each row the place of its text below, or NaN where it is missing.
  private var places = FeatureValues()
  /// Of each different text the number that it is; nil if it is none.
  private var numbers: [Double?] = []
  /// By the hash of the text: two texts have the same only by rare chance.
  private var placeOfHash: [Int: Int] = [:]

  mutating func appendMissing() { places.append(.nan) }

  mutating func append(_ field: ArraySlice<UInt8>, _ decimal: DecimalMark) {
    let hash = field.hashValue
    if let place = placeOfHash[hash] { return places.append(Double(place)) }
    places.append(Double(numbers.count))
    placeOfHash[hash] = numbers.count
    numbers.append(decimal.number(field)?.value)
  }

  /// Whether all texts are numbers.
  var areNumbers: Bool { numbers.allSatisfy { $0 != nil } }

  /// The numbers of some rows or, if not all texts are numbers, the places of their texts; NaN where they are missing.
  func values(_ rows: [Int]) -> [Double] {
    let areNumbers = areNumbers
    return rows.map { row in
      let place = places[row]
      return areNumbers && !place.isNaN ? numbers[Int(place)] ?? .nan : place
    }
  }
}
