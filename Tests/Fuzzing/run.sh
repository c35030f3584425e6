#!/bin/sh
# Builds a fuzz target with its modules, all instrumented, and runs it:
#   Tests/Fuzzing/run.sh JPEG|PNG|Mask|Save|Safetensors|PyTorch [seconds]
# Inputs are kept in .build/fuzzing/NAME; what fails is put into .build/fuzzing.
set -eu
name=$1 seconds=${2:-120}
cd "$(dirname "$0")/../.."
build=$PWD/.build/fuzzing
mkdir -p "$build/$name"
headers="-I Sources/CJPEG/include -I Sources/CPNG/include -I Sources/CLCMS -I Sources/CKernels/include"
# The package manager describes the C modules to Swift; `swift build -c release` comes first.
maps=
for module in CJPEG CPNG CKernels; do
    maps="$maps -Xcc -fmodule-map-file=.build/release/$module.build/module.modulemap"
done

swift_module() {
    module=$1
    shift
    # Compiled again only where a source is newer.
    [ "$build/$module.o" -nt Tests/Fuzzing/run.sh ] && [ -z "$(find "Sources/$module" -newer "$build/$module.o")" ] && return
    swiftc -O -wmo -parse-as-library -swift-version 6 -sanitize=fuzzer -package-name madf_tui -module-name "$module" \
        $headers $maps -I "$build" -emit-module -emit-module-path "$build/$module.swiftmodule" \
        -c "Sources/$module"/*.swift -o "$build/$module.o"
}

c_module() {
    for source in Sources/"$1"/*.c; do
        object=$build/$1-$(basename "$source" .c).o
        clang -O2 -g -fsanitize=fuzzer-no-link $headers -c "$source" -o "$object"
        objects="$objects $object"
    done
}

objects=
case $name in
Safetensors | PyTorch)
    c_module CKernels
    for module in Workers MADF; do swift_module $module; objects="$objects $build/$module.o"; done
    libraries= support=MemoryFile seeds=$(ls Tests/MADFTests/Fixtures/tiny/network*) longest=32768
    # An archive's directory is at its end, beyond the length here: one with little in its storages.
    python3 - Tests/MADFTests/Fixtures/tiny/network-zip.pth "$build/$name/small.pth" <<'END'
import sys
import zipfile
with zipfile.ZipFile(sys.argv[1]) as source, zipfile.ZipFile(sys.argv[2], "w") as target:
    for entry in source.infolist():
        data = source.read(entry)
        target.writestr(entry.filename, data if entry.filename.endswith("data.pkl") else data[:8])
END
    ;;
*)
    c_module CJPEG
    c_module CPNG
    for module in Photo Masks; do swift_module $module; objects="$objects $build/$module.o"; done
    libraries="-ljpeg -lpng16 -lz -llcms2" support=Checksums seeds=$(ls Tests/PhotoTests/Corpus/*/*) longest=4096
    ;;
esac
swiftc -O -parse-as-library -swift-version 6 -sanitize=fuzzer -package-name madf_tui $headers $maps -I "$build" \
    "Tests/Fuzzing/$name.swift" Tests/Fuzzing/$support.swift $objects $libraries -o "$build/fuzz-$name"
cp $seeds "$build/$name/"
exec "$build/fuzz-$name" "$build/$name" -max_len=$longest -timeout=10 -rss_limit_mb=2048 -max_total_time="$seconds" \
    -artifact_prefix="$build/" -print_final_stats=1 -verbosity=1
