import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

@Suite struct NPYArrayTests {
  /// The same numbers, however NumPy wrote them, and with the last dimension before the others.
  @Test(arguments: NumPyFiles.arrays.indices) func readsEveryTypeAndOrder(index: Int) throws {
    let (name, base64) = NumPyFiles.arrays[index]
    let array = try NPYArray(NumPyFiles.bytes(base64), named: name)
    #expect(array.shape == [2, 3, 2])
    let features = try array.features([1, 2])
    #expect(features.doubles(in: 0..<12) == (0..<12).map(Double.init), "\(name)")
    #expect(
      try array.features([2, 1]).doubles(in: 0..<12) == [0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11], "\(name)")
    let areBytes = if case .bytes = features { true } else { false }
    #expect(areBytes == name.hasSuffix("u1"))
  }

  @Test(arguments: NumPyFiles.classes.indices) func readsClasses(index: Int) throws {
    let (texts, base64) = NumPyFiles.classes[index]
    #expect(try NPYArray(NumPyFiles.bytes(base64), named: "y").classTexts() == texts)
  }

  @Test func halfPrecisionIsThatOfSwift() {
    for bits in stride(from: UInt16.min, to: .max, by: 7) {
      let (own, half) = (NPYArray.half(bits), Double(Float16(bitPattern: bits)))
      #expect(own == half || own.isNaN && half.isNaN, "\(bits)")
    }
  }

  @Test func refusesEveryTruncationAndTrailingBytes() {
    let content = NumPyFiles.bytes(NumPyFiles.arrays[0].base64)
    for length in content.indices {
      #expect(throws: DataError.self) { try NPYArray(Array(content.prefix(length)), named: "x") }
    }
    #expect(throws: DataError.self) { try NPYArray(content + [0], named: "x") }
  }

  /// A version 1 array with this text as its header.
  private func array(_ text: String, _ values: [UInt8] = []) throws -> NPYArray {
    let length = text.utf8.count
    return try NPYArray(
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8) + values,
      named: "x")
  }

  @Test(arguments: [
    "{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4294967296)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (0,)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '|u1', 'fortran_order': False}", "{'descr': '|u1', 'fortran_order': maybe, 'shape': (1,)}",
    "{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}", "{'descr': '', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<U999999', 'fortran_order': False, 'shape': (1,)}", "{", "", "import os",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)} + 1",
  ]) func refusesImpossibleHeaders(text: String) {
    #expect(throws: DataError.self) { try array(text, [1]) }
  }

  @Test func readsHeadersOfPython2() throws {
    #expect(try array("{\"descr\": \"|u1\", 'shape': (2L, 1L), 'fortran_order': True, }\n", [3, 4]).shape == [2, 1])
  }

  @Test func saysWhatCannotBeRead() {
    func message(_ base64: String) -> String {
      let error = #expect(throws: DataError.self) {
        try NPYArray(NumPyFiles.bytes(base64), named: "f.npz: x").features([])
      }
      return error?.message ?? ""
    }
    #expect(message(NumPyFiles.objects).hasPrefix("f.npz: x: an array of Python objects (pickle), which is not read"))
    #expect(message(NumPyFiles.structured).contains("named fields"))
    #expect(message(NumPyFiles.complex).contains("values of type \"<c16\""))
  }

  @Test func infinityAndFractionsOfClassesAreNamedWithTheirPlace() throws {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}"
    let values = [1, .infinity, 0, 0].flatMap { (value: Float) in
      withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
    }
    let error = #expect(throws: DataError.self) { try array(header, values).features([1]) }
    #expect(error?.message.hasPrefix("x[0, 1] is inf") == true)
    let half = "{'descr': '<f2', 'fortran_order': False, 'shape': (1,)}"
    // 1.5 in half precision.
    let fraction = #expect(throws: DataError.self) { try array(half, [0x00, 0x3E]).classTexts() }
    #expect(fraction?.message.hasPrefix("x[0] is 1.5, which is no class") == true)
  }
}

@Suite struct NPZDataTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ base64: String, test: TestSet = .canonical) throws -> LoadedData {
    try folder.file("f.npz").write(NumPyFiles.bytes(base64))
    return try DataLoader.load(
      DataSource(name: "npz", path: folder.file("f.npz").path), test: test, seed: StudySeed(1))
  }

  /// Channels are last in the file and first in Fathom.
  @Test func readsImagesWithTheirTestSet() throws {
    let data = try load(NumPyFiles.parts)
    #expect(data.pool.shape == .image(width: 2, height: 2, channels: 3))
    let first = [0.0, 1, 2].flatMap { channel in stride(from: 7 * channel, to: 84, by: 21) }
    #expect(data.pool.features.doubles(in: 0..<12) == first)
    #expect(data.pool.labels == [1, 0, 1])
    #expect(data.pool.classNames == ["0", "1"])
    #expect(data.pool.largestGreyLevel == 255)
    #expect(data.canonicalTest?.labels == [0])
    #expect(data.canonicalTest?.features.doubles(in: 0..<4) == [255, 252, 249, 246])
    #expect(try load(NumPyFiles.parts, test: .drawn(.fraction(0.25))).pool.count == 4)
  }

  @Test func readsRowsOfNumbersWithoutTestSet() throws {
    let data = try load(NumPyFiles.whole)
    #expect(data.pool.shape == .vector(features: 2))
    #expect(data.pool.features == .doubles([0.5, -1, 2, 1e-3, 3, 4]))
    #expect(data.pool.classNames == ["a", "b"])
    #expect(data.pool.labels == [1, 0, 1])
    #expect(data.pool.largestGreyLevel == nil)
    #expect(data.canonicalTest == nil)
    #expect(throws: DataError.self) {
      try ReplicateSplit(of: data, test: .canonical, validation: .count(0), seed: StudySeed(1), replicate: 1)
    }
  }

  /// What numpy.save writes is not what numpy.savez writes; the message says how to give both arrays.
  @Test func aSingleArrayIsExplained() throws {
    let file = folder.file("x.npy")
    try Data(array("(3, 2)", [1, 2, 3, 4, 5, 6])).write(to: file)
    #expect(DataSource.sourceName(ofFile: file.path) == "npz")
    let refused = #expect(throws: DataError.self) {
      try DataLoader.load(DataSource(name: "npz", path: file.path), seed: StudySeed(1))
    }
    #expect(refused?.message.contains("write features and labels with numpy.savez(PATH, x=…, y=…)") == true)
  }

  private func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
  }

  private func array(_ shape: String, _ values: [Double], type: String = "<f8") -> [UInt8] {
    let header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }".utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + bytes(values)
  }

  /// A zip archive of stored members, as `numpy.savez` writes it.
  private func load(
    _ arrays: [(String, [UInt8])], task: String? = "regression", labels: LabelNeed = .needed,
    classNames: [String]? = nil
  ) throws -> LoadedData {
    var (archive, directory) = ([UInt8](), [UInt8]())
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    for (name, content) in arrays {
      let file = Array((name + ".npy").utf8)
      var remainder = UInt32.max
      for byte in content {
        remainder ^= UInt32(byte)
        for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
      }
      let common =
        number(20, 2) + number(0, 8) + number(Int(~remainder), 4) + number(content.count, 4)
        + number(content.count, 4) + number(file.count, 2) + number(0, 2)
      directory += number(0x0201_4b50, 4) + number(20, 2) + common + number(0, 10) + number(archive.count, 4) + file
      archive += number(0x0403_4b50, 4) + common + file + content
    }
    let start = archive.count
    archive +=
      directory + number(0x0605_4b50, 4) + number(0, 4) + number(arrays.count, 2) + number(arrays.count, 2)
      + number(directory.count, 4) + number(start, 4) + number(0, 2)
    try Data(archive).write(to: folder.file("f.npz"))
    var source = DataSource(name: "npz", path: folder.file("f.npz").path)
    source.task = task
    return try DataLoader.load(source, seed: StudySeed(1), classNames: classNames, labels: labels)
  }

  private var features: (String, [UInt8]) { ("x", array("(3, 1)", [1, 2, 3])) }

  @Test func targetsCanBeQuantities() throws {
    let data = try load([features, ("y", array("(3,)", [0.5, -1e6, 2]))])
    #expect(data.pool.quantity == Quantity(name: "target", values: [0.5, -1e6, 2]) && data.pool.classNames.isEmpty)
    #expect(try load([features, ("y", array("(3, 1)", [0.5, -1e6, 2]))]).digest == data.digest)
    let parts = try load([
      ("x_train", array("(3, 1)", [1, 2, 3])), ("y_train", array("(3,)", [0.5, 1, 2])),
      ("x_test", array("(1, 1)", [4])), ("y_test", array("(1,)", [7])),
    ])
    #expect(parts.pool.quantity?.values == [0.5, 1, 2] && parts.canonicalTest?.quantity?.values == [7])
    // Whole numbers are a quantity, too, if the task says so.
    #expect(try load([features, ("y", array("(3,)", [1, 2, 2]))]).pool.quantity?.values == [1, 2, 2])
    #expect(try load([features, ("y", array("(3,)", [1, 2, 2]))], task: nil).pool.classNames == ["1", "2"])
    let many = (0..<25).map { Double($0) }
    let column = ("x", array("(25, 1)", many))
    #expect(try load([column, ("y", array("(25,)", many))], task: "classification").pool.classNames.count == 25)
    for (y, task, message) in [
      (array("(3, 2)", [1, 2, 3, 4, 5, 6]), "regression", "y: quantities of shape (3, 2)"),
      (array("(2,)", [1, 2]), "regression", "y: 2 quantities for 3 samples"),
      (array("(3,)", [1, .nan, 2]), "regression", "y[1] is nan"),
      (array("(3,)", [5, 5, 5]), "regression", "y holds a single value, 5.0"),
      (array("(3,)", [5, 1e101, 5]), "regression", "y[1]: 1e+101 is beyond 1e+30"),
      (
        array("(3,)", [0.5, 1, 2]), nil,
        "y[0] is 0.5, which is no class; classes are whole numbers, booleans or texts, and data.task"
      ),
    ] as [([UInt8], String?, String)] {
      let error = #expect(throws: DataError.self) { try load([features, ("y", y)], task: task) }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
    let error = #expect(throws: DataError.self) { try load([column, ("y", array("(25,)", many))], task: nil) }
    #expect(error?.message.contains("y: the labels are 25 different numbers; set data.task: regression") == true)
  }

  /// Samples to predict may lack y; one that is there is kept as it is.
  @Test func targetsMayBeMissingWhereSamplesArePredicted() throws {
    for name in ["x", "x_test"] {
      let data = try load([(name, array("(3, 1)", [1, 2, 3]))], task: nil, labels: .optional, classNames: ["a", "b"])
      #expect(data.pool.count == 3 && data.pool.givenTargets == [nil, nil, nil] && data.pool.classNames == ["a", "b"])
    }
    #expect(
      try load([features, ("y", array("(3,)", [1, 0, 7]))], task: nil, labels: .optional, classNames: ["a"]).pool
        .givenTargets == ["1", "0", "7"])
    #expect(
      try load([features, ("y", array("(3,)", [1.5, 0, 7]))], labels: .optional).pool.givenTargets
        == ["1.5", "0.0", "7.0"])
    let none = #expect(throws: DataError.self) { try load([("a", array("(3, 1)", [1, 2, 3]))], labels: .optional) }
    #expect(none?.message.contains("needed are the samples to predict as x or x_test") == true)
  }

  @Test func namesTheArraysThatAreThere() {
    let error = #expect(throws: DataError.self) { try load(NumPyFiles.unnamed) }
    #expect(error?.message.contains("it holds the arrays \"arr_0\", \"arr_1\"; needed are x_train") == true)
    #expect(error?.message.hasPrefix(folder.file("f.npz").path) == true)
  }

  /// Arrays as people call them hold the same data as x and y, and x_train to y_test.
  @Test(arguments: [
    ("X", "y"), ("data", "target"), ("images", "labels"), ("features", "label"), ("inputs", "targets"), ("Data", "Y"),
  ]) func readsOtherNames(x: String, y: String) throws {
    let target = array("(3,)", [1, 0, 1])
    let usual = try load([features, ("y", target)], task: nil)
    #expect(try load([(x, features.1), (y, target)], task: nil).digest == usual.digest)
    let test = [array("(2, 1)", [5, 6]), array("(2,)", [0, 1])]
    let parts = try load(
      [("x_train", features.1), ("y_train", target), ("x_test", test[0]), ("y_test", test[1])], task: nil)
    for names in [
      ["\(x)_train", "\(y)_train", "\(x)_test", "\(y)_test"], ["train_\(x)", "train_\(y)", "test_\(x)", "test_\(y)"],
      ["training_\(x)", "Training\(y)", "test-\(x)", "test\(y)"],
    ] {
      let data = try load(Array(zip(names, [features.1, target] + test)), task: nil)
      #expect(data.digest == parts.digest && data.canonicalTest?.count == 2)
      #expect(data.provenance.hasSuffix("; test set: \(names[2]) and \(names[3])") && data.pool.remarks == [])
    }
  }

  /// What is not read is said; where it is not clear what an array is, nothing is read.
  @Test func namesArraysThatItPassesOver() throws {
    let target = array("(3,)", [1, 0, 1])
    let parts = [("x_train", features.1), ("y_train", target), ("x_test", features.1), ("y_test", target)]
    let data = try load(parts + [("x_val", features.1), ("y_val", target)], task: nil)
    #expect(
      data.pool.remarks == [
        #"Arrays that are passed over: "x_val", "y_val"; validation samples are drawn from those to train on "#
          + "(data.validation)"
      ])
    let more = try load([features, ("y", target), ("data", target), ("names", target)], task: nil)
    #expect(more.pool.remarks == [#"Arrays that are passed over: "data", "names""#])
    for (names, message) in [
      (["images", "data", "target"], #""images", "data" may each be the features; keep one of them"#),
      (["x_train", "y_train", "x_test"], #"but no targets for "x_test"; needed are"#),
      (["y", "z"], #"it holds the arrays "y", "z", but no features for "y""#),
      (["x_test", "y_test"], #"it holds the arrays "x_test", "y_test"; needed are"#),
    ] {
      let error = #expect(throws: DataError.self) { try load(names.map { ($0, target) }, task: nil) }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
  }

  /// Arrays without values, texts in the place of numbers, and no array at all.
  @Test func whatHoldsNothingToLearnIsNamed() throws {
    func refusal(_ arrays: [(String, [UInt8])]) -> String {
      do {
        return "\(try load(arrays, task: nil).pool.count) samples"
      } catch { return "\(error)" }
    }
    let target = ("y", array("(3,)", [1, 0, 1]))
    #expect(refusal([]).contains("f.npz: it holds no arrays; needed are"))
    for shape in ["(0, 4)", "(3, 0)", "(0,)", "(0, 8, 6, 3)"] {
      #expect(
        refusal([("x", array(shape, [])), target]).contains("x: an array of shape \(shape), which is empty; save"))
    }
    #expect(
      refusal([("x", array("(3, 2)", [1, 2, 3, 4, 5, 6], type: "<U2")), target]).contains(
        "save the array as x.astype(float)"))
    #expect(refusal([("x", array("(3, 1)", [1, 2, 3], type: "|O")), target]).contains("Python objects"))
  }

  /// The shape is said in the order of NumPy, and channels that come first, as in PyTorch, with what turns them round.
  @Test func shapesOfImagesAreSaidInTheOrderOfNumPy() throws {
    func images(_ shape: [Int]) throws -> LoadedData {
      let values = (0..<shape.reduce(4, *)).map { Double($0) }
      return try load(
        [
          ("x", array("(4, \(shape.map(String.init).joined(separator: ", ")))", values)),
          ("y", array("(4,)", [0, 1, 0, 1])),
        ],
        task: nil)
    }
    #expect(try images([8, 6]).pool.shape.description == "8×6 grey (height × width)")
    #expect(try images([8, 6, 3]).pool.shape.description == "8×6×3 (height × width × channels)")
    #expect(try images([6, 6]).pool.shape.description == "6×6 grey")
    let turn = "save the array as x.transpose(0, 2, 3, 1)"
    let refused = #expect(throws: DataError.self) { try images([3, 8, 6]) }
    #expect(refused?.message.contains(turn) == true)
    #expect(try images([3, 8, 4]).remarks.contains { $0.contains(turn) })
    #expect(try !images([8, 6, 3]).remarks.contains { $0.contains("transpose") })
  }

  /// Truncated archives, and ones with a changed byte, which the check sums tell.
  @Test func refusesDamage() throws {
    let content = NumPyFiles.bytes(NumPyFiles.parts)
    let whole = try load(NumPyFiles.parts).digest
    for position in stride(from: 0, to: content.count, by: 3) {
      #expect(throws: DataError.self) { try load(Data(content.prefix(position)).base64EncodedString()) }
      var changed = content
      changed[position] ^= 0x10
      // Some bytes of a zip archive say nothing of its content.
      if let data = try? load(Data(changed).base64EncodedString()) { #expect(data.digest == whole, "byte \(position)") }
    }
  }

  /// MNIST in NumPy's arrays is the data set in IDX files.
  @Test func digestsDoNotDependOnTheFormat() throws {
    let data = try load(NumPyFiles.whole)
    let same = LoadedData(
      pool: try Dataset(
        name: "other", features: .doubles([0.5, -1, 2, 1e-3, 3, 4]), shape: .vector(features: 2), labels: [1, 0, 1],
        classNames: ["a", "b"]), provenance: "")
    #expect(data.digest == same.digest)
  }
}
