import Foundation
import TestSupport
import Testing

@testable import SavedModels

@Suite struct SafetensorsFileTests {
  /// Written by the `safetensors` package 0.8.0 for Python:
  ///
  ///     save({"0.weight": np.array([[1, -2], [0.5, 0], [0, 3]], np.float32),
  ///           "0.bias": np.array([0, -0.25, 1e-30], np.float32),
  ///           "2.weight": np.array([[1, 2, 3], [-1, 0, 1]], np.float32), "2.bias": np.array([7, 8], np.float32)},
  ///          metadata={"made by": 'safetensors 0.8.0 "quoted" é'})
  static let fromPython = """
    OAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIGJ5Ijoic2FmZXRlbnNvcnMgMC44LjAgXCJxdW90ZWRcIiDDqSJ9LCIwLmJpYXMiOnsiZHR5cGUi
    OiJGMzIiLCJzaGFwZSI6WzNdLCJkYXRhX29mZnNldHMiOlswLDEyXX0sIjAud2VpZ2h0Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlszLDJdLCJkYXRh
    X29mZnNldHMiOlsxMiwzNl19LCIyLmJpYXMiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlszNiw0NF19LCIyLndlaWdo
    dCI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwzXSwiZGF0YV9vZmZzZXRzIjpbNDQsNjhdfX0gICAAAAAAAACAvmBCog0AAIA/AAAAwAAAAD8AAAAA
    AAAAAAAAQEAAAOBAAAAAQQAAgD8AAABAAABAQAAAgL8AAAAAAACAPw==
    """

  static func pythonBytes() throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: fromPython, options: .ignoreUnknownCharacters)))
  }

  /// A file with `header` as its text and `values` bytes after it.
  static func file(_ header: String, values: Int = 0) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    let prefix = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return prefix + header.utf8 + [UInt8](repeating: 0, count: values)
  }

  @Test func readsWhatThePythonPackageWrites() throws {
    let file = try SafetensorsFile(Self.pythonBytes(), named: "python")
    #expect(file.metadata == ["made by": "safetensors 0.8.0 \"quoted\" é"])
    #expect(file.tensors.map(\.name) == ["0.bias", "0.weight", "2.bias", "2.weight"])
    #expect(file["0.weight"]?.shape == [3, 2])
    #expect(file["0.weight"]?.values == [1, -2, 0.5, 0, 0, 3])
    #expect(file["0.bias"]?.values == [0, -0.25, 1e-30])
    #expect(file["2.weight"]?.values == [1, 2, 3, -1, 0, 1])
    #expect(file["2.bias"]?.values == [7, 8])
  }

  @Test func whatIsWrittenIsReadBitForBit() throws {
    let folder = try TemporaryFolder()
    let values: [Float] = [
      0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, .nan, Float(bitPattern: 0x7fa0_0001),
    ]
    let file = SafetensorsFile(
      tensors: [
        SafetensorsFile.Tensor(name: "b\"\\/ü", shape: [7], values: values),
        SafetensorsFile.Tensor(name: "empty", shape: [3, 0], values: []),
        SafetensorsFile.Tensor(name: "a", shape: [], values: [1.5]),
      ], metadata: ["": "", "line\nbreak": "\u{0}\u{1F600}"])
    try file.write(to: folder.file("file.safetensors"))
    let read = try SafetensorsFile(contentsOf: folder.file("file.safetensors"))
    #expect(read.metadata == file.metadata)
    #expect(read.tensors.map(\.name) == file.tensors.map(\.name))
    #expect(read.tensors.map(\.shape) == file.tensors.map(\.shape))
    #expect(read.tensors.map { $0.values.map(\.bitPattern) } == file.tensors.map { $0.values.map(\.bitPattern) })
    let bytes = try Data(contentsOf: folder.file("file.safetensors"))
    #expect(bytes[0].isMultiple(of: 8))
  }

  @Test func everyPrefixIsRefused() throws {
    let bytes = try Self.pythonBytes()
    for count in bytes.indices {
      #expect(throws: ModelFileError.self) { try SafetensorsFile(Array(bytes[..<count]), named: "prefix") }
    }
  }

  /// A file is read only if its tensors cover its values, whatever the header says.
  private func readsOrRefuses(_ bytes: [UInt8]) {
    guard let file = try? SafetensorsFile(bytes, named: "changed") else { return }
    let header = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(8 + header + 4 * file.tensors.reduce(0) { $0 + $1.values.count } == bytes.count)
    _ = try? LinearLayers(file, named: "changed")
    _ = try? SavedModel(file, named: "changed")
  }

  @Test func everyFlippedBitGivesAnErrorOrAValidFile() throws {
    let bytes = try Self.pythonBytes()
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        readsOrRefuses(changed)
      }
    }
  }

  static let refused: [(String, bytes: [UInt8], says: String)] = [
    ("nothing", [], "only 0 bytes"),
    ("huge length", [UInt8](repeating: 0xff, count: 64), "18446744073709551615"),
    ("length over the cap", [1, 0, 0, 1, 0, 0, 0, 0, 0x7b], "16777217"),
    ("no object", file("[]"), "begin with {"),
    ("blanks first", file(" {}"), "begin with {"),
    ("no JSON", file("{a}"), "JSON"),
    ("not UTF-8", [4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff, 0xfe, 0x7d], "JSON"),
    // Decoded, each would take more than half a gigabyte.
    (
      "a long shape",
      file("{\"a\":{\"dtype\":\"F32\",\"shape\":[" + String(repeating: "0,", count: 8_000_000) + "0]}}"),
      "more values than"
    ),
    ("many keys", file("{" + String(repeating: "\"\":{},", count: 2_000_000) + "\"\":{}}"), "more values than"),
    ("deep nesting", file("{\"a\":" + String(repeating: "[", count: 100_000)), "JSON"),
    ("values of none", file("{}", values: 4), "belong to none"),
    ("a hole", file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, values: 8), "should begin at 0"),
    (
      "an overlap",
      file(
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
        values: 12), "should begin at 8"
    ),
    (
      "the same bytes twice",
      file(
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        values: 4), "should begin at 4"
    ),
    ("beyond the end", file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, values: 4), "0 to 8 of 4"),
    ("backwards", file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,-4]}}"#), "0 to -4"),
    ("negative", file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-4,4]}}"#, values: 4), "-4 to 4"),
    (
      "the farthest offsets",
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-9223372036854775808,9223372036854775807]}}"#),
      "should begin"
    ),
    (
      "offset over 64 bits", file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551616]}}"#), "JSON"
    ),
    ("another shape", file(#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}"#, values: 4), "for the shape [3]"),
    (
      "part of a value", file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,5]}}"#, values: 5),
      "for the shape [1]"
    ),
    (
      "a shape that overflows",
      file(#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#), "4294967296"
    ),
    ("a negative shape", file(#"{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}"#, values: 4), "[-1, -1]"),
    ("one offset", file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#), "offsets"),
    ("half precision", file(#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, values: 4), "single precision"),
    ("no type", file(#"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, values: 4), "JSON"),
    ("numbers as metadata", file(#"{"__metadata__":{"a":1}}"#), "JSON"),
  ]

  /// By index: as arguments the bytes would be printed, a hundred megabytes of them.
  @Test(arguments: refused.indices) func damagedFilesAreRefused(index: Int) {
    let (name, bytes, says) = Self.refused[index]
    let error = #expect(throws: ModelFileError.self) { try SafetensorsFile(bytes, named: "x.safetensors") }
    #expect(error?.description.hasPrefix("x.safetensors: ") == true)
    #expect(error?.reason.contains(says) == true, "\(name): \(error?.reason ?? "")")
    #expect(error?.description.contains("\n") == false)
  }

  @Test func aKeyGivenTwiceIsNoTrap() throws {
    let twice =
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#
    #expect(throws: ModelFileError.self) { try SafetensorsFile(Self.file(twice, values: 8), named: "x") }
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ModelFileError.self) { try SafetensorsFile(contentsOf: folder.url) }
    #expect(throws: ModelFileError.self) { try SafetensorsFile(contentsOf: folder.file("missing")) }
    #expect(throws: ModelFileError.self) { try SafetensorsFile(contentsOf: URL(filePath: "/dev/zero")) }
  }

  @Test func tensorsOfOneNameAreNotWritten() throws {
    let folder = try TemporaryFolder()
    let tensor = SafetensorsFile.Tensor(name: "a", shape: [1], values: [1])
    #expect(throws: ModelFileError.self) {
      try SafetensorsFile(tensors: [tensor, tensor], metadata: [:]).write(to: folder.file("x"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("x").path))
  }
}
