/// How the file of a recorded model is called.
public enum ModelFileName {
  /// Model, size, replicate and epoch for people, made of plain letters, digits and hyphens; the start of the trajectory's
  /// key tells apart what these do not.
  public static func of(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> String {
    let words = configuration.model.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.isEmpty ? "model" : String(words.joined(separator: "-").prefix(32))
    return "\(name)-n\(configuration.size)-r\(replicate)-e\(epoch)-\(key.prefix(8)).safetensors"
  }
}
