import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

@Suite struct GroupSplitTests {
  /// A random pool: groups of random sizes, mixed, each of one class or of several.
  private struct Pool {
    var labels: [Int32] = []
    var groups: [Int32] = []
    let classes: Int
    let largest: Int

    init(seed: UInt64, groups count: Int, largest: Int, classes: Int, isOneClassEach: Bool) {
      self.classes = classes
      self.largest = largest
      var generator = SeededGenerator(key: seed)
      var samples: [(Int32, Int32)] = []
      for group in 0..<count {
        let common = group % classes
        for _ in 0...generator.below(largest) {
          let label = isOneClassEach ? common : generator.below(classes)
          samples.append((Int32(label), Int32(group)))
        }
      }
      generator.shuffle(&samples)
      labels = samples.map(\.0)
      groups = samples.map(\.1)
    }

    func split(
      _ test: TestSet = .drawn(.fraction(0.3)), _ validation: HoldOut = .fraction(0.2), replicate: Int = 1
    ) throws -> ReplicateSplit {
      try ReplicateSplit(
        labels: labels, classCount: classes, groups: groups, test: test, validation: validation, seed: StudySeed(5),
        replicate: replicate)
    }

    func groups(of samples: some Sequence<Int>) -> Set<Int32> { Set(samples.map { groups[$0] }) }
    func classes(of samples: some Sequence<Int>) -> Set<Int32> { Set(samples.map { labels[$0] }) }
  }

  private static let pools: [Pool] = (1...6).flatMap { seed in
    [true, false].map { isOneClassEach in
      Pool(
        seed: UInt64(seed), groups: 12 * seed, largest: [1, 3, 10, 40][seed % 4], classes: 2 + seed % 3,
        isOneClassEach: isOneClassEach)
    }
  }

  /// Groups with the lowest and the highest values of a quantity are tested on as often as others: each of 12 alike in a
  /// quarter of the draws, whatever strata they are of.
  @Test(arguments: [[0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2], Array(0..<12)])
  func groupsOfAQuantityAreAlike(strata: [Int]) throws {
    let groups = (0..<60).map { Int32($0 % 12) }
    let draws = 2000
    var (held, first) = ([Int](repeating: 0, count: 12), [Int](repeating: 0, count: 12))
    for replicate in 1...draws {
      let split = try ReplicateSplit(
        labels: groups.map { Int32(strata[Int($0)]) }, classCount: 12, groups: groups, test: .drawn(.count(15)),
        validation: .count(0), shares: .anyOfGroups, seed: StudySeed(3), replicate: replicate)
      let test = Set(try #require(split.test).map { groups[$0] })
      #expect(test.count == 3)
      for group in test { held[Int(group)] += 1 }
      first[Int(groups[split.trainingOrder[0]])] += 1
    }
    for (counts, share) in [(held, 3.0 / 12), (first, 1.0 / 12)] {
      let deviation = (Double(draws) * share * (1 - share)).squareRoot()
      #expect(counts.allSatisfy { abs(Double($0) - Double(draws) * share) < 5 * deviation }, "seed 3: \(counts)")
    }
  }

  @Test(arguments: pools.indices) func noGroupIsDivided(index: Int) throws {
    let pool = Self.pools[index]
    for replicate in 1...20 {
      let split = try pool.split(replicate: replicate)
      let test = try #require(split.test)
      #expect((test + split.validation + split.trainingOrder).sorted() == Array(pool.labels.indices))
      #expect(test == test.sorted() && split.validation == split.validation.sorted())
      let parts = [test, split.validation, split.trainingOrder].map { pool.groups(of: $0) }
      #expect(parts.map(\.count).reduce(0, +) == Set(pool.groups).count)
      #expect(pool.classes(of: split.trainingOrder) == Set(pool.labels))
    }
  }

  @Test(arguments: pools.indices) func heldOutSetsAreWithinHalfAGroupOfWhatWasAsked(index: Int) throws {
    let pool = Self.pools[index]
    let count = pool.labels.count
    for replicate in 1...20 {
      let split = try pool.split(replicate: replicate)
      let test = try #require(split.test).count
      #expect(abs(test - Int((0.3 * Double(count)).rounded())) <= pool.largest / 2)
      let validation = Int((0.2 * Double(count - test)).rounded())
      #expect(abs(split.validation.count - validation) <= pool.largest / 2)
    }
  }

  /// A plain version of the training order, group by group: each is complete before the next begins, and a group with no
  /// new class comes after all that bring one.
  @Test(arguments: pools.indices) func trainingGoesThroughOneGroupAfterTheOther(index: Int) throws {
    let pool = Self.pools[index]
    for replicate in 1...5 {
      let order = try pool.split(replicate: replicate).trainingOrder
      var runs: [(group: Int32, samples: [Int])] = []
      for sample in order {
        if runs.last?.group != pool.groups[sample] { runs.append((pool.groups[sample], [])) }
        runs[runs.count - 1].samples.append(sample)
      }
      #expect(runs.count == pool.groups(of: order).count)
      var seen: Set<Int32> = []
      let isNew = runs.map { run in
        defer { seen.formUnion(pool.classes(of: run.samples)) }
        return !pool.classes(of: run.samples).isSubset(of: seen)
      }
      #expect(isNew == isNew.sorted { $0 && !$1 })
    }
  }

  @Test func replicatesDrawAnewAndRepeat() throws {
    let pool = Self.pools[5]
    let (first, second) = (try pool.split(), try pool.split(replicate: 2))
    #expect(try first == pool.split())
    #expect(first.test != second.test && first.validation != second.validation)
    #expect(first.trainingOrder != second.trainingOrder)
  }

  /// Of 20 equal groups, 5 are in the test set; each is as likely as any other to be, and to come first in training.
  @Test func everyGroupIsEquallyLikely() throws {
    let groups = (0..<60).map { Int32($0 / 3) }
    let labels = (0..<60).map { Int32($0 % 2) }
    var (tested, first) = ([Double](repeating: 0, count: 20), [Double](repeating: 0, count: 20))
    for replicate in 1...4000 {
      let split = try ReplicateSplit(
        labels: labels, classCount: 2, groups: groups, test: .drawn(.fraction(0.25)), validation: .count(0),
        seed: StudySeed(3), replicate: replicate)
      let test = Set(try #require(split.test).map { Int(groups[$0]) })
      #expect(test.count == 5)
      for group in test { tested[group] += 1 }
      first[Int(groups[split.trainingOrder[0]])] += 1
    }
    // Nineteen degrees of freedom: 0.01 % beyond 50.8. Drawing 5 of 20 without replacement has a variance of 3/4 · 20/19.
    let chiSquares = [
      tested.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 } / (0.75 * 20 / 19),
      first.reduce(0) { $0 + ($1 - 200) * ($1 - 200) / 200 },
    ]
    #expect(chiSquares.allSatisfy { $0 < 50.8 }, "seed 3: \(chiSquares)")
  }

  @Test(
    arguments: [
      (
        [0, 0, 0, 1, 1, 1], [0, 1, 0, 1, 0, 1], TestSet.drawn(.fraction(0.3)), HoldOut.fraction(0.2),
        "data.groups: 2 groups cannot be divided into 3 sets (training, validation and test set need at least one each)"
      ),
      (
        [0, 0, 0, 0, 0, 0], [0, 1, 0, 1, 0, 1], .drawn(.fraction(0.3)), .count(0),
        "data.groups: 1 group cannot be divided into 2 sets (training, validation and test set need at least one each)"
      ),
      (
        [0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 0, 1, 0, 1, 0, 1, 0], .drawn(.count(1)), .count(0),
        "data.test: 1 of 9 samples is less than half of 3, the smallest group that can be held out, and data.groups keeps groups "
          + "whole; hold out at least 2"
      ),
      (
        [0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 0, 1, 0, 1, 0, 1, 0], .drawn(.count(2)), .count(0), nil
      ),
      (
        [0, 1, 2, 2, 2, 2, 2, 2], [0, 0, 0, 0, 0, 1, 1, 1], .drawn(.count(2)), .count(1),
        "data.validation: a single group is left, of 6 samples, and data.groups keeps groups whole; set data.validation: 0, or "
          + "hold out fewer samples for data.test"
      ),
      (
        [0, 1, 2, 2, 2, 2, 2, 2], [0, 0, 0, 0, 0, 1, 1, 1], .drawn(.count(2)), .count(0), nil
      ),
      (
        [0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1, 1, 1, 1], .drawn(.count(3)), .count(3),
        "data.validation: of 2 groups none can be held out, because each is the last one of a class to learn; set "
          + "data.validation: 0, hold out fewer samples for data.test, or leave out classes that are in too few groups"
      ),
      (
        [0, 1, 2, 3, 4, 5, 6, 7], [0, 0, 1, 1, 2, 2, 3, 3], .drawn(.count(4)), .count(0), nil
      ),
      (
        [0, 0, 1, 1, 2, 3, 4, 5], [0, 0, 1, 1, 2, 2, 2, 2], .drawn(.count(5)), .count(0), nil
      ),
      (
        [0, 0, 1, 1, 2, 2, 3, 4], [0, 0, 1, 1, 2, 2, 3, 3], .drawn(.count(4)), .count(0),
        "data.test: 4 of 8 samples is more than whole groups can give, 1, if every class keeps a group to learn from; hold "
          + "out fewer"
      ),
    ] as [([Int32], [Int32], TestSet, HoldOut, String?)])
  func refusesWhatGroupsCannotGive(
    groups: [Int32], labels: [Int32], test: TestSet, validation: HoldOut, message: String?
  ) throws {
    func split() throws -> ReplicateSplit {
      try ReplicateSplit(
        labels: labels, classCount: 5, groups: groups, test: test, validation: validation, seed: StudySeed(1),
        replicate: 1)
    }
    if let message {
      #expect(throws: DataError(message)) { try split() }
    } else {
      #expect(try split().trainingOrder.count < labels.count)
    }
  }

  private func load(_ text: String, groups: String? = "patient", target: String = "kind") throws -> LoadedData {
    let folder = try TemporaryFolder()
    try folder.file("t.csv").write(Array(text.utf8))
    do {
      return try DataLoader.load(
        DataSource(name: "csv", path: folder.file("t.csv").path, target: target, groups: groups), seed: StudySeed(1))
    } catch let error as DataError {
      throw DataError(error.message.replacing(folder.url.path + "/", with: ""))
    }
  }

  @Test func aColumnNamesTheGroups() throws {
    let data = try load("x,patient,kind,y\n1,Ann,a,2\n3,\"Bo, B\",b,4\n5,Ann,b,6\n7,7,a,8\n")
    #expect(data.pool.groups == [0, 1, 0, 2])
    #expect(data.pool.featureNames == ["x", "y"])
    #expect(data.pool.features == .floats([1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(data.pool.labels == [0, 1, 1, 0])
    #expect(data.pool.groupSizes == [0: 2, 1: 1, 2: 1])
  }

  /// As labels that are the same number are one class.
  @Test func groupsThatAreTheSameNumberAreOne() throws {
    let data = try load("x,patient,kind\n1,39,a\n3,7.0,b\n5,39.0,b\n7,7,a\n9,+8,b\n")
    #expect(data.pool.groups == [0, 1, 0, 1, 2])
    #expect(data.remarks.contains("Groups that are the same number are one group, such as \"39\" and \"39.0\""))
    #expect(try load("x,patient,kind\n1,39,a\n3,7,b\n5,40,b\n").remarks.allSatisfy { !$0.hasPrefix("Groups") })
    // Names are what they are, and so are numbers with more digits than double precision tells apart.
    #expect(try load("x,patient,kind\n1,39,a\n3,A7,b\n5,39.0,b\n").pool.groups == [0, 1, 2])
    let long = "x,patient,kind\n1,12345678901234567890,a\n3,12345678901234567891,b\n5,7,b\n"
    #expect(try load(long).pool.groups == [0, 1, 2])
  }

  @Test func testFilesShareNoGroupHoweverItsNumberIsWritten() throws {
    let folder = try TemporaryFolder()
    try folder.file("t.csv").write(Array("x,p,kind\n1,1,u\n2,2,v\n3,3,u\n".utf8))
    var source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind", groups: "p")
    source.ownTest = .file(folder.file("v.csv").path)
    for (group, isShared) in [("2.0", true), ("2.5", false), ("02a", false)] {
      try folder.file("v.csv").write(Array("x,p,kind\n5,\(group),u\n6,9.0,v\n".utf8))
      let refusal = "group \"\(group)\" is in both the training and the test samples, which data.groups keeps together"
      do {
        _ = try DataLoader.load(source, seed: StudySeed(1))
        #expect(!isShared)
      } catch let error as DataError {
        #expect(isShared && error.message.contains(refusal), "\(error)")
      }
    }
  }

  @Test func groupsArePartOfTheDigestAndTheirNamesAreNot() throws {
    let data = try load("x,patient,kind\n1,a,a\n3,b,b\n5,a,b\n")
    #expect(try data.digest == load("x,patient,kind\n1,B,a\n3,A,b\n5,B,b\n").digest)
    #expect(try data.digest != load("x,patient,kind\n1,a,a\n3,b,b\n5,b,b\n").digest)
    #expect(try data.digest != load("x,kind\n1,a\n3,b\n5,b\n", groups: nil).digest)
  }

  @Test(arguments: [
    (
      "x,kind\n1,a\n2,b\n",
      #"t.csv:1: no column "patient" (data.groups); the columns are "x", "kind", as the first line names them "#
        + "(set data.header: false if it is a sample)"
    ),
    (
      "x,patient,kind,patient\n1,1,a,2\n",
      #"t.csv:1: 2 columns named "patient" (data.groups); give each a name of its own"#
    ),
    ("patient,kind\n1,a\n2,b\n", #"t.csv:1: no column besides "patient", "kind", so no feature"#),
    (
      "x,patient,kind\n1,1,a\n2,,b\n", #"t.csv:3: column "patient" (data.groups) is empty; every sample needs a group"#
    ),
  ]) func namesWhatIsWrongWithTheColumn(text: String, message: String) {
    #expect(throws: DataError(message)) { try load(text) }
  }

  @Test func theTargetIsNoGroup() {
    #expect(throws: DataError(#"data.groups: "kind" is the column to predict (data.target)"#)) {
      try load("x,kind\n1,a\n2,b\n", groups: "kind")
    }
  }

  /// Neither another file nor a column may put samples of a group on both sides.
  @Test func testSetsOfTheUsersOwnShareNoGroup() throws {
    let folder = try TemporaryFolder()
    try folder.file("t.csv").write(Array("x,p,part,kind\n1,a,train,u\n2,b,val,v\n3,c,test,u\n4,d,train,v\n".utf8))
    try folder.file("v.csv").write(Array("x,p,part,kind\n5,e,test,u\n6,a,test,v\n".utf8))
    func load(_ groups: String, _ own: OwnTest) throws -> LoadedData {
      var source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind", groups: groups)
      source.ownTest = own
      return try DataLoader.load(source, seed: StudySeed(1))
    }
    let data = try load("p", .column("part", test: "test", validation: "val"))
    #expect(data.pool.count == 3 && data.canonicalTest?.count == 1 && data.validation == [1])
    let error = #expect(throws: DataError.self) { try load("p", .file(folder.file("v.csv").path)) }
    #expect(
      error?.message.hasSuffix(
        #"group "a" is in both the training and the test samples, which data.groups keeps together; take their rows out "#
          + "of one of them, or leave data.groups out") == true)
  }

  @Test func appendedSamplesKeepTheirGroups() throws {
    func dataset(_ groups: [Int32]?) throws -> Dataset {
      try Dataset(
        name: "d", features: .floats([1, 2]), shape: .vector(features: 1), labels: [0, 1], classNames: ["a", "b"],
        groups: groups)
    }
    #expect(try dataset([0, 1]).appending(dataset([1, 2])).groups == [0, 1, 1, 2])
    #expect(try dataset(nil).appending(dataset(nil)).groups == nil)
    #expect(throws: DataError.self) { try dataset(nil).appending(dataset([0, 1])) }
    #expect(throws: DataError.self) { try dataset([0]) }
    #expect(throws: DataError.self) { try dataset([0, -1]) }
  }
}
