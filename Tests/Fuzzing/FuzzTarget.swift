public import Foundation

/// A reader of files from outside, as the fuzzing harness drives it.
///
/// What a reader does with a file is one of two: it accepts it, and what it read is sound, or it refuses it with one line
/// that names the file. Anything else is a defect.
public protocol FuzzTarget: SendableMetatype {
  /// As the harness is told which readers to fuzz.
  static var name: String { get }

  /// Seconds of processor time that a case may take.
  static var secondsACase: Int { get }

  /// Prepares a folder, which holds nothing else, to read files in.
  init(in folder: URL) throws

  /// Small files that are accepted; every prefix of each and every flipped bit of their headers are tried.
  var goodFiles: [GoodFile] { get }

  /// Files made to do harm, some of them large: each is made when its turn comes.
  var craftedFiles: [() -> FuzzInput] { get }

  /// Changes a good file, or one that was changed already.
  func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput

  /// Returns if the file is accepted and what it holds is sound.
  ///
  /// - Throws: what the reader throws, or ``UnsoundContent``.
  func read(_ input: FuzzInput) throws

  /// What the line of an error has to hold: the path of the file, or of the folder where one of several is at fault.
  var path: String { get }
}

/// The content of a file, and which of the files that a reader takes together it stands for.
public struct FuzzInput: Sendable, Equatable {
  public var slot: Int
  public var bytes: [UInt8]

  public init(slot: Int = 0, _ bytes: [UInt8]) {
    self.slot = slot
    self.bytes = bytes
  }

  public init(slot: Int = 0, _ text: String) {
    self.init(slot: slot, Array(text.utf8))
  }
}

/// A file that its reader accepts.
public struct GoodFile: Sendable {
  public var input: FuzzInput
  /// Bytes at the beginning that say how the others are to be read.
  public var headerLength: Int

  public init(_ input: FuzzInput, headerLength: Int = 0) {
    self.input = input
    self.headerLength = headerLength
  }
}

/// A reader accepted what cannot be used.
public struct UnsoundContent: Error, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }

  /// Throws unless `condition` holds.
  public static func unless(_ condition: Bool, _ description: @autoclosure () -> String) throws {
    if !condition { throw UnsoundContent(description()) }
  }
}

extension FuzzTarget {
  public static var secondsACase: Int { 2 }

  public var craftedFiles: [() -> FuzzInput] { [] }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    FuzzInput(slot: input.slot, mutator.mutated(input.bytes))
  }
}
