/// Estimates the number of values in a JSON text before it is parsed: parsing takes hundreds of bytes per value.
enum JSONMarks {
  /// The commas and brackets outside of strings; there are at most as many values, and one.
  static func count(in text: some Sequence<UInt8>) -> Int {
    var count = 0
    var (isInString, isEscaped) = (false, false)
    for byte in text {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
      } else {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): count += 1
        default: break
        }
      }
    }
    return count
  }
}
