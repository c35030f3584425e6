import Foundation
import Photo
import Testing

/// Pins the wording of errors: what failed, on which file, what to do next.
@Suite struct ErrorMessageTests {
    @Test(
        arguments: [
            (.cannotRead(path: "a.jpg", errno: ENOENT), "Cannot read a.jpg: No such file or directory."),
            (.notAFile(path: "a"), "a is not a regular file; name the file of a photo."),
            (.fileTooLarge(path: "a.jpg", limit: 1 << 30), "a.jpg has more than 1024 MiB; reduce it before removing anything."),
            (
                .tooManyPixels(path: "a.png", width: 20_000, height: 15_000, limit: 200_000_000),
                "a.png has 20000 x 15000 pixels, more than the 200 million that are handled; reduce it first."
            ),
            (.tooMuchMetadata(path: "a.jpg", limit: 64 << 20), "a.jpg has more than 64 MiB of metadata; strip it first."),
            (.empty(path: "a.jpg"), "a.jpg is empty. Take an intact copy."),
            (.unknownFormat(path: "a.gif"), "a.gif is in no format that can be opened; convert it to JPEG or PNG first."),
            (.unsupported(path: "a.png", reason: "it is an animation"), "a.png cannot be handled: it is an animation. Convert it first."),
            (.noPage(path: "a.jpg", page: 2, of: 1), "a.jpg has no page 2: it has one, so leave --page out."),
            (.noPage(path: "a.tif", page: 4, of: 3), "a.tif has no page 4: it has 3, so give --page 1 to 3."),
            (.truncated(path: "a.jpg"), "a.jpg ends early: part of the picture is missing. Take a complete copy."),
            (
                .damaged(path: "a.jpg", reason: "it has more than 100 scans"),
                "a.jpg is damaged: it has more than 100 scans. Take an intact copy."
            ),
            (
                .decoderFailed(path: "a.heic"),
                "The decoder failed on a.heic, which may be damaged; convert it to JPEG or PNG with another program."
            ),
            (
                .cannotStart("bin/madf-tui", for: "a.heic", errno: ENOENT),
                "Cannot read a.heic: bin/madf-tui, which decodes it, does not start: No such file or directory. Convert it to JPEG or PNG first."
            ),
            (.cancelled(path: "a.heic"), "Reading a.heic was given up."),
            (.outOfMemory(path: "a.jpg"), "There is not enough memory for a.jpg."),
            (.exists(path: "b.jpg"), "b.jpg exists already; choose another name or give --force."),
            (.isSource(path: "a.jpg"), "a.jpg is the photo itself; choose another name or give --in-place."),
            (
                .changed(path: "a.jpg"), "a.jpg was changed by another program meanwhile and was not replaced; save elsewhere, or give --force."
            ),
            (.isProtected(path: "a.jpg"), "a.jpg is write-protected and was not replaced; allow it with chmod u+w, or give --force."),
            (
                .cannotWrite(path: "a.jpg", errno: ENOSPC),
                "Cannot save a.jpg: No space left on device. Nothing was replaced; save elsewhere."
            ),
            (
                .cannotEncode(path: "a.jpg", reason: "Maximum supported image dimension is 65500 pixels"),
                "Cannot save a.jpg: Maximum supported image dimension is 65500 pixels. Nothing was replaced."
            ),
        ] as [(PhotoError, String)])
    func wording(error: PhotoError, line: String) {
        #expect(error.description == line)
    }
}
