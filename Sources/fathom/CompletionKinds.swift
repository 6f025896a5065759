import ArgumentParser

extension CompletionKind {
  static var studyFile: CompletionKind { .file(extensions: ["yaml", "yml"]) }
  static var modelFile: CompletionKind { .file(extensions: ["safetensors"]) }
}
