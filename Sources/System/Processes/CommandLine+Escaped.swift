import Glibc

extension CommandLine {
    /// The arguments after the program's name, as `EscapedText`: `arguments` repairs what is not UTF-8, and a file of that name is
    /// never found.
    public static var escapedArguments: [String] {
        (1..<max(1, Int(argc))).compactMap { unsafeArgv[$0] }.map { argument in
            EscapedText.text(of: UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
        }
    }
}
