import SeededRandom

/// Every file that a target is given, by number: first those that follow from the good files, then random ones.
public struct FuzzCases {
  private let target: any FuzzTarget
  private let seed: UInt64
  private let goodFiles: [GoodFile]
  private let craftedFiles: [() -> FuzzInput]

  public init(_ target: any FuzzTarget, seed: UInt64) {
    self.target = target
    self.seed = seed
    goodFiles = target.goodFiles
    craftedFiles = target.craftedFiles
  }

  /// How many cases do not depend on the seed: the good files, crafted ones, prefixes and flipped bits.
  public var systematicCount: Int {
    goodFiles.reduce(craftedFiles.count) { $0 + 1 + $1.input.bytes.count + 8 * $1.headerLength }
  }

  /// Whether a case is a prefix of a good file, or one with a flipped bit.
  func isPrefixOrFlip(_ number: Int) -> Bool {
    guard craftedFiles.count..<systematicCount ~= number else { return false }
    var start = craftedFiles.count
    for file in goodFiles where number >= start {
      if number == start { return false }
      start += 1 + file.input.bytes.count + 8 * file.headerLength
    }
    return true
  }

  /// The file of a case, and whether it has to be accepted.
  public func input(_ number: Int) -> (input: FuzzInput, isGood: Bool) {
    var rest = number
    if rest < craftedFiles.count { return (craftedFiles[rest](), false) }
    rest -= craftedFiles.count
    for file in goodFiles {
      let bytes = file.input.bytes
      if rest == 0 { return (file.input, true) }
      rest -= 1
      if rest < bytes.count { return (FuzzInput(slot: file.input.slot, Array(bytes.prefix(rest))), false) }
      rest -= bytes.count
      if rest < 8 * file.headerLength {
        var flipped = file.input
        flipped.bytes[rest / 8] ^= 1 << (rest % 8)
        return (flipped, false)
      }
      rest -= 8 * file.headerLength
    }
    return (randomInput(number), false)
  }

  private func randomInput(_ number: Int) -> FuzzInput {
    let generator = SeededGenerator(key: seed ^ UInt64(number) &* 0x9e37_79b9_7f4a_7c15)
    var mutator = ByteMutator(generator: generator, donors: goodFiles.map(\.input.bytes))
    var input = goodFiles[mutator.below(goodFiles.count)].input
    for _ in 0...mutator.below(4) { input = target.mutate(input, with: &mutator) }
    return input
  }
}
