#!/bin/sh
# Builds a fuzz target with its modules, all instrumented, and runs it (`swift build -c release` comes first):
#   Tests/Fuzzing/run.sh JPEG|PNG|Mask|Save|Safetensors|PyTorch|Configuration|Input [runs]
# Inputs are kept in .build/fuzzing/NAME; what fails is put into .build/fuzzing.
set -eu
name=$1 runs=${2:-2000000}
cd "$(dirname "$0")/../.."
build=$PWD/.build/fuzzing
inputs=$build/$name
mkdir -p "$inputs"
headers="-I Sources/CJPEG/include -I Sources/CPNG/include -I Sources/CLCMS -I Sources/CNcurses -I Sources/CKernels/include"
# The package manager describes the C modules to Swift.
maps=
for module in CJPEG CPNG CKernels; do
    maps="$maps -Xcc -fmodule-map-file=.build/release/$module.build/module.modulemap"
done
compile="swiftc -O -parse-as-library -swift-version 6 -sanitize=fuzzer -package-name madf_tui $headers $maps -I $build"

swift_modules() {
    for module; do
        objects="$objects $build/$module.o"
        # Compiled again only where a source is newer.
        [ "$build/$module.o" -nt Tests/Fuzzing/run.sh ] && [ -z "$(find "Sources/$module" -newer "$build/$module.o")" ] && continue
        $compile -wmo -module-name "$module" -emit-module -emit-module-path "$build/$module.swiftmodule" \
            -c "Sources/$module"/*.swift -o "$build/$module.o"
    done
}

c_modules() {
    for module; do
        for source in Sources/"$module"/*.c; do
            object=$build/$module-$(basename "$source" .c).o
            clang -O2 -g -fsanitize=fuzzer-no-link $headers -c "$source" -o "$object"
            objects="$objects $object"
        done
    done
}

objects= sources=Tests/Fuzzing/$name.swift libraries=
case $name in
Safetensors | PyTorch)
    sources="$sources Tests/Fuzzing/Checkpoint.swift" longest=2048
    c_modules CKernels
    swift_modules Workers MADF
    ;;
Configuration)
    for file in EditorConfiguration KeyMap Key+Name EditorAction; do sources="$sources Sources/madf-tui/$file.swift"; done
    longest=128
    swift_modules Terminal
    ;;
Input)
    longest=64
    swift_modules Terminal
    ;;
*)
    sources="$sources Tests/Fuzzing/Mending.swift" libraries="-ljpeg -lpng16 -lz -llcms2" longest=1024
    c_modules CJPEG CPNG
    swift_modules Photo Masks
    find Tests/PhotoTests/Corpus -name '*.??g' -size -1025c -exec cp {} "$inputs" \;
    ;;
esac
python3 Tests/Fuzzing/seeds.py "$name" "$inputs"
$compile $sources $objects $libraries -o "$build/fuzz-$name"
dictionary=Tests/Fuzzing/$name.dictionary
exec "$build/fuzz-$name" "$inputs" -runs="$runs" -max_len=$longest -timeout=10 -rss_limit_mb=2048 \
    $([ -f "$dictionary" ] && echo "-dict=$dictionary") -artifact_prefix="$build/" -print_final_stats=1 -verbosity=1
