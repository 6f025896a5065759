import Datasets
public import Foundation
import SeededRandom

/// What readers of data sets in a folder have in common.
private func load(_ source: DataSource) throws {
  let nowhere = DataLocations(environment: [:], systemFolder: "/nonexistent")
  try DataLoader.load(source, seed: StudySeed(1), locations: nowhere).checkSoundness()
}

/// What readers of people's own files have in common: each file is read for classes, for a quantity, and for a model to
/// predict either. All but the first may refuse it.
private func loadOwn(_ source: DataSource) throws {
  let nowhere = DataLocations(environment: [:], systemFolder: "/nonexistent")
  for task in [nil, "regression"] {
    var source = source
    source.task = task
    for labels in [LabelNeed.needed, .optional] where task != nil || labels != .needed {
      do {
        try DataLoader.load(
          source, seed: StudySeed(1), locations: nowhere, classNames: ["a", "b"], width: 3, labels: labels
        ).checkSoundness()
      } catch is DataError {}
    }
  }
  try load(source)
}

/// The four IDX files of MNIST.
public struct IDXTarget: FuzzTarget {
  public static let name = "idx"
  public let goodFiles: [GoodFile]
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    let files = IDXTarget.files
    self.folder = try ReaderFolder(folder, zip(IDXTarget.fileNames, files).map { ($0, $1) })
    goodFiles = files.enumerated().map { slot, bytes in
      GoodFile(FuzzInput(slot: slot, bytes), headerLength: slot.isMultiple(of: 2) ? 16 : 8)
    }
  }

  static let fileNames = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]
  static let files = [
    SampleFiles.idx([3, 2, 4], (0..<24).map { UInt8($0 * 11) }), SampleFiles.idx([3], [0, 9, 5]),
    SampleFiles.idx([1, 2, 4], [0, 255, 1, 2, 3, 4, 5, 6]), SampleFiles.idx([1], [7]),
  ]

  public var craftedFiles: [() -> FuzzInput] {
    let huge = [[0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [1 << 31, 1 << 31, 2], [0, 2, 4], [60_000, 7000, 8000]]
    return huge.map { dimensions in { FuzzInput(SampleFiles.idx(dimensions, [UInt8](repeating: 1, count: 4000))) } }
  }

  public var path: String { folder.path }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    try load(DataSource(name: "mnist", path: folder.path))
  }
}

/// Gzip, around an IDX file.
public struct GzipTarget: FuzzTarget {
  public static let name = "gzip"
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    let packed = SampleFiles.gzipped(IDXTarget.files[0])
    let files = [(IDXTarget.fileNames[0] + ".gz", packed)] + zip(IDXTarget.fileNames, IDXTarget.files).dropFirst()
    self.folder = try ReaderFolder(folder, files.map { ($0, $1) })
  }

  public var path: String { folder.path }

  /// One member, and its content in two members.
  public let goodFiles = [
    GoodFile(FuzzInput(SampleFiles.gzipped(IDXTarget.files[0])), headerLength: 15),
    GoodFile(
      FuzzInput(
        SampleFiles.gzipped(Array(IDXTarget.files[0].prefix(9)))
          + SampleFiles.gzipped(Array(IDXTarget.files[0].dropFirst(9)))),
      headerLength: 15),
  ]

  /// Bombs, and sizes that are not what they say.
  public var craftedFiles: [() -> FuzzInput] {
    [
      { SampleFiles.gzipped(SampleFiles.idx([60_000, 7000, 8000], [UInt8](repeating: 0, count: 4000))) },
      { SampleFiles.gzippedZeros(640_000) }, { SampleFiles.gzippedZeros(640_000, statedSize: .max) },
      { SampleFiles.gzippedZeros(300 << 20, statedSize: .max) },
      { SampleFiles.gzipped(SampleFiles.gzipped(IDXTarget.files[0])) },
      { Array(repeatElement(SampleFiles.gzipped([]), count: 3000).joined()) },
    ].map { bytes in { FuzzInput(bytes()) } }
  }

  /// Damages the packed bytes, or packs damaged ones, or joins members.
  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    switch mutator.below(4) {
    case 0: FuzzInput(SampleFiles.gzipped(mutator.mutated(IDXTarget.files[0])))
    case 1: FuzzInput(input.bytes + mutator.mutated(mutator.element(goodFiles).input.bytes))
    default: FuzzInput(mutator.mutated(input.bytes))
    }
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    try load(DataSource(name: "mnist", path: folder.path))
  }
}

/// The binary version of CIFAR-10, an image a file.
public struct CIFARTarget: FuzzTarget {
  public static let name = "cifar"
  public let goodFiles: [GoodFile]
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    let image = (0..<3072).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let names = "cat dog bird frog deer horse ship truck plane car".replacing(" ", with: "\n") + "\n"
    let files = [
      ("data_batch_1.bin", [3] + image), ("test_batch.bin", [9] + image), ("batches.meta.txt", Array(names.utf8)),
    ]
    self.folder = try ReaderFolder(folder, files.map { ($0, $1) })
    goodFiles = files.enumerated().map { slot, file in
      GoodFile(FuzzInput(slot: slot, file.1), headerLength: slot == 2 ? file.1.count : 1)
    }
  }

  public var path: String { folder.path }

  /// Whole images, more often than not, with a class each that may be none.
  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    if input.slot == 2 { return FuzzInput(slot: 2, mutator.mutatedText(input.bytes)) }
    switch mutator.below(4) {
    case 0: return FuzzInput(slot: input.slot, mutator.mutated(input.bytes))
    case 1: return FuzzInput(slot: input.slot, SampleFiles.gzipped(mutator.mutated(input.bytes)))
    default:
      let images = (0..<mutator.below(4)).flatMap { _ in
        [UInt8(mutator.below(12))] + goodFiles[0].input.bytes.dropFirst()
      }
      return FuzzInput(slot: input.slot, images)
    }
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    try load(DataSource(name: "cifar-10", path: folder.path))
  }
}

/// Arrays of NumPy in a zip archive.
public struct NPZTarget: FuzzTarget {
  public static let name = "npz"
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    self.folder = try ReaderFolder(folder, [("arrays.npz", goodFiles[0].input.bytes)])
  }

  private static func array(_ type: String, _ shape: String, _ values: [UInt8]) -> [UInt8] {
    SampleFiles.npy("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }", values)
  }

  private static let whole = [
    ("x.npy", array("<f4", "(3, 2)", (0..<24).map { UInt8($0) })),
    ("y.npy", array("|S2", "(3,)", Array("abcdab".utf8))),
  ]
  private static let parts = [
    ("x_train.npy", array("|u1", "(2, 2, 2, 1)", [1, 2, 3, 4, 5, 6, 7, 8])),
    ("y_train.npy", array("<i8", "(2, 1)", [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0])),
    ("x_test.npy", array("|u1", "(1, 2, 2, 1)", [9, 8, 7, 6])),
    ("y_test.npy", array("<f8", "(1,)", [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])),
  ]

  public let goodFiles = [
    GoodFile(FuzzInput(SampleFiles.zipped(whole)), headerLength: 60),
    GoodFile(FuzzInput(SampleFiles.zipped(parts)), headerLength: 60),
  ]

  /// Shapes beyond all memory, nested archives, and many entries.
  public var craftedFiles: [() -> FuzzInput] {
    let shapes = ["(4294967296, 4294967296)", "(9223372036854775807,)", "(1000000000, 2)", "()", "(1, 1, 1, 1, 1)"]
    return shapes.map { shape in
      { FuzzInput(SampleFiles.zipped([("x.npy", Self.array("<f8", shape, [1, 2, 3])), Self.whole[1]])) }
    } + [
      { FuzzInput(SampleFiles.zipped([("x.npy", SampleFiles.zipped(Self.whole)), Self.whole[1]])) },
      { FuzzInput(SampleFiles.zipped((0..<12_000).map { ("\($0).npy", []) })) },
      { FuzzInput(SampleFiles.zipped(Self.whole + Self.whole)) },
    ]
  }

  public var path: String { folder.path + "arrays.npz" }

  /// Damages the archive, or an array in it that has the right check sum all the same.
  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    guard mutator.below(3) > 0 else { return FuzzInput(mutator.mutated(input.bytes)) }
    var members = mutator.below(2) == 0 ? Self.whole : Self.parts
    let member = mutator.below(members.count)
    members[member].1 = mutator.mutated(members[member].1)
    return FuzzInput(SampleFiles.zipped(members))
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    try loadOwn(DataSource(name: "npz", path: path))
  }
}

/// Sparse tables in the format of SVMlight.
public struct SVMLightTarget: FuzzTarget {
  public static let name = "libsvm"
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    self.folder = try ReaderFolder(folder, [("table.libsvm", goodFiles[0].input.bytes)])
  }

  public let goodFiles = [
    GoodFile(FuzzInput("+1 1:0.5 3:-2e3\n-1 2:1 # a\n+1\n"), headerLength: 8),
    GoodFile(FuzzInput("1.5 1:1\n-2e-3 2:1\n0 1:2\n"), headerLength: 8),
    GoodFile(FuzzInput("spam qid:1 0:1 7:2\r\nham 5:1e-300\r\n"), headerLength: 10),
  ]

  public var craftedFiles: [() -> FuzzInput] {
    [
      { FuzzInput("a 1048576:1\nb 1:1\n") }, { FuzzInput("a 99999999999999999999:1\n") },
      { FuzzInput("a " + String(repeating: "1:1 ", count: 1 << 16)) },
      { FuzzInput("a " + (1...(1 << 16)).map { "\($0):1" }.joined(separator: " ") + "\nb 1:2\n") },
      { FuzzInput(SampleFiles.gzippedZeros(30 << 20)) }, { FuzzInput((0..<2000).map { "c\($0) 1:1\n" }.joined()) },
    ]
  }

  public var path: String { folder.path + "table.libsvm" }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    FuzzInput(mutator.below(8) == 0 ? SampleFiles.gzipped(input.bytes) : mutator.mutatedText(input.bytes))
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    try loadOwn(DataSource(name: "libsvm", path: path))
  }
}

/// Tables of numbers with a column of classes.
public struct CSVTarget: FuzzTarget {
  public static let name = "csv"
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    self.folder = try ReaderFolder(folder, [("table.csv", CSVTarget.plain.input.bytes)])
  }

  private static let plain = GoodFile(
    FuzzInput("a,b,label\n1,2.5,yes\n-3,4e-2,no\n0.001,+7,yes\n1,2,maybe\n"), headerLength: 9)

  /// Plain; with all that RFC 4180 allows; with numbers for classes; with semicolons, decimal commas and text; with spaces.
  public let goodFiles = [
    plain,
    GoodFile(
      FuzzInput("\u{FEFF}\"width, cm\",\"a \"\"b\"\"\",label\r\n1, 2 ,\"two\nlines\"\r\n\r\n3,\t4,深い\r\n5,6,é\r\n"),
      headerLength: 40),
    GoodFile(FuzzInput("label,x\n1,0\n1.0,3\n2,5\n10,1e30\n"), headerLength: 8),
    GoodFile(FuzzInput("colour;x;label\nred;1,5;a\nblue;-2,25;b\nred;1.000,5;b\n"), headerLength: 15),
    GoodFile(FuzzInput("x y  label\n 1   2 a\n3 4 \"b b\"\n5 6 c \n"), headerLength: 11),
  ]

  public var craftedFiles: [() -> FuzzInput] {
    [
      { FuzzInput([UInt8](repeating: UInt8(ascii: ","), count: 1 << 17)) },
      { FuzzInput("label,x\n1,\(String(repeating: "9", count: 1 << 17))\n2,1\n") },
      { FuzzInput(SampleFiles.gzippedZeros(30 << 20)) },
      { FuzzInput("label,\"" + String(repeating: "\"\"", count: 1 << 16)) },
      { FuzzInput("label,x\n" + (0..<2000).map { "c\($0),1\n" }.joined()) },
      { FuzzInput("label,x,y\na,3.4e38,-3.4e38\nb,-3.4e38,3.4e38\nc,1e-45,0\n") },
    ]
  }

  public var path: String { folder.path + "table.csv" }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    FuzzInput(mutator.below(8) == 0 ? SampleFiles.gzipped(input.bytes) : mutator.mutatedText(input.bytes))
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    try loadOwn(DataSource(name: "csv", path: path, target: "label"))
  }
}
