import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Tests of the same cells again and again, with more replicates each time.
@Suite struct LooksTests {
  private static func test(_ replicates: Int, after looks: [Int] = [], seed: UInt64 = 1) -> MeanTest {
    let replicates = Replicates.independent(replicates)
    return MeanTest(bootstrap: ReplicateBootstrap(replicates: replicates, seed: seed), seed: seed, looks: looks)
  }

  private static func cell(_ count: Int, mean: Double = 0, _ generator: inout SeededGenerator) -> [Double?] {
    (0..<count).map { _ in Optional(mean + generator.normal()) }
  }

  /// 1 % × 10 × (1/10 − 1/20), and so on; all together never more than 1 %.
  @Test func laterLooksShareOnePercent() {
    #expect(LookSpending.share([10]) == 0.05)
    #expect(abs(LookSpending.share([10, 20]) - 0.005) < 1e-12)
    #expect(abs(LookSpending.share([10, 20, 40]) - 0.0025) < 1e-12)
    let counts = Array(stride(from: 6, through: 10_000, by: 2))
    let all = (2...counts.count).reduce(0) { $0 + LookSpending.share(Array(counts.prefix($1))) }
    #expect(abs(all - 0.01 * (1 - 6.0 / 10_000)) < 1e-9)
    #expect(LookSpending.share([10, 20, 20]) == 0 && LookSpending.share([40, 20]) == 0)
  }

  /// After a look at forty replicates, twenty of them decide only what no resample reaches. What ten had decided before
  /// stands.
  @Test func fewerReplicatesThanWereSeenDecideNothingAnew() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let cells = (0..<200).map { _ in Self.cell(20, mean: 0.7, &generator) }
    func decided(_ test: MeanTest, _ cell: [Double?]) -> Bool { test.values([cell])[0].corrected <= 0.05 }
    let (alone, hidden) = (Self.test(20, seed: seed), Self.test(20, after: [40], seed: seed))
    let sure = Self.test(20, after: [10, 40], seed: seed)
    let first = Self.test(10, seed: seed)
    #expect(cells.count { decided(alone, $0) } > 150)
    #expect(cells.count { decided(hidden, $0) } < 60)
    for cell in cells where decided(first, Array(cell.prefix(10))) && decided(alone, cell) {
      #expect(decided(sure, cell))
    }
    let values = hidden.values([cells[0]])[0]
    #expect((values.simultaneousMargin ?? 0) > (alone.values([cells[0]])[0].simultaneousMargin ?? .infinity))
  }

  /// Eight by eight and then twelve by eight draws are eight groups each time.
  @Test func moreDrawsOfOneKindAddNoGroups() {
    let replicates = Replicates.crossed(data: 12, initialWeights: 8)
    let bootstrap = ReplicateBootstrap(replicates: replicates, seed: 1)
    var generator = SeededGenerator(key: printedSeed())
    let cell = Self.cell(96, mean: 0.3, &generator)
    let once = MeanTest(bootstrap: bootstrap, seed: 1).values([cell])[0]
    let again = MeanTest(bootstrap: bootstrap, seed: 1, looks: [64]).values([cell])[0]
    #expect(again.single == once.single && again.corrected == min(1, once.corrected * 0.05 * 4001))
  }

  @Test func looksThatDecideNothingCostNothing() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let cells = [Self.cell(20, mean: 0.5, &generator), Self.cell(20, &generator)]
    #expect(Self.test(20, after: [3, 5]).values(cells) == Self.test(20).values(cells))
  }

  /// What an earlier look decided stands while the mean keeps its sign and all replicates by themselves would decide it; what
  /// none has decided takes more.
  @Test func earlierVerdictsStand() {
    // More certain with ten replicates than with twenty.
    let certain: [Double] = (0..<10).map { 1 + 0.1 * Double($0 % 2) }
    let against: [Double] = (0..<10).map { -0.4 + 0.1 * Double($0 % 3) }
    let fading = (certain + against).map { Optional($0) }
    let first = Self.test(10).values([Array(fading.prefix(10))])[0].corrected
    let alone = Self.test(20).values([fading])[0].corrected
    let then = Self.test(20, after: [10]).values([fading])[0].corrected
    #expect(first < alone && alone <= 0.05 && then == alone)
    let faded = fading.map { $0.map { $0 < 0 ? $0 - 0.3 : $0 } }
    let uncertain = Self.test(20, after: [10]).values([faded])[0]
    #expect(uncertain.single > 0.05 && uncertain.corrected >= uncertain.single)
    let turned = (certain + against.map { $0 - 2 }).map { Optional($0) }
    #expect(Self.test(20, after: [10]).values([turned])[0].corrected > 0.05)
    // p of about 3 % is enough by itself.
    let small: [Double?] = (0..<20).map { index in
      let sign: Double = index % 2 == 0 ? 1 : -1
      return 0.5 + sign + 0.01 * Double(index)
    }
    let (usual, later) = (Self.test(20).values([small])[0], Self.test(20, after: [10]).values([small])[0])
    #expect(usual.corrected < 0.05 && later.corrected > 2 * usual.corrected && later.single == usual.single)
    #expect((later.simultaneousMargin ?? 0) > (usual.simultaneousMargin ?? .infinity))
    #expect((later.detectable ?? 0) > (usual.detectable ?? .infinity))
  }

  /// Whatever earlier looks saw, no difference is more certain than it is by itself.
  @Test func noLookMakesADifferenceMoreCertain() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for study in 0..<20 {
      let cells = (0..<6).map { Self.cell(20, mean: 0.3 * Double($0), &generator) }
      for values in Self.test(20, after: [8, 12], seed: seed).values(cells) {
        #expect(values.corrected >= values.single, "seed \(seed), study \(study)")
      }
    }
  }

  /// Without any true difference, some cell is decided at some look in at most 6 % of studies, whichever others differ. 300
  /// studies have a standard error of 0.014.
  @Test(
    .enabled(if: runsLongTests), arguments: [false, true],
    [[10, 20], [10, 20, 30, 40], [6, 8, 10, 12, 14, 16, 18, 20]])
  func keepsItsLevel(isSkewed: Bool, counts: [Int]) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let tests = counts.indices.map { Self.test(counts[$0], after: Array(counts.prefix($0)), seed: seed) }
    let plain = counts.map { Self.test($0, seed: seed) }
    let studies = 300
    var (wrong, mixed, unspent) = (0, 0, 0)
    for _ in 0..<studies {
      var cells = (0..<10).map { _ in Self.cell(counts[counts.count - 1], &generator) }
      let shared = Self.cell(counts[counts.count - 1], &generator)
      for cell in cells.indices {
        for (index, value) in shared.enumerated() {
          cells[cell][index]? += 0.7 * (value ?? 0)
          if isSkewed { cells[cell][index]? += generator.below(20) == 0 ? -9.5 : 0.5 }
        }
      }
      func decides(_ tests: [MeanTest], from first: Int = 0) -> Bool {
        zip(tests, counts).contains { test, count in
          test.values(cells.map { Array($0.prefix(count)) })[first...].contains { $0.corrected <= 0.05 }
        }
      }
      wrong += decides(tests) ? 1 : 0
      unspent += decides(plain) ? 1 : 0
      for cell in 0..<4 { cells[cell] = cells[cell].map { $0.map { $0 + 100 } } }
      mixed += decides(tests, from: 4) ? 1 : 0
    }
    print(
      "looks at \(counts) \(isSkewed ? "skewed" : "normal") replicates: \(wrong) wrong, \(mixed) beside cells that differ, "
        + "\(unspent) without spending, of \(studies)")
    // Where failures are rare, a cell that has had none looks better than it is, at the first look, too.
    let level = isSkewed ? 0.09 : 0.06
    let most = Int(Double(studies) * (level + 3 * (level * (1 - level) / Double(studies)).squareRoot()))
    #expect(wrong <= most && mixed <= most, "seed \(seed): \(wrong), \(mixed)")
  }
}
