#!/usr/bin/env bash
# Builds a fuzz target with its modules, all instrumented and with AddressSanitizer, and runs it (`swift build -c release` comes first):
#   Tests/Fuzzing/run.sh HEIF|Isolated|JPEG|JPEGXL|PNG|TIFF|WebP|Mask|Save|Safetensors|PyTorch|Configuration|Input [OPTION OF LIBFUZZER...]
# Two million runs unless an option such as -runs=N or -max_total_time=SECONDS says otherwise. Inputs are kept in
# .build/fuzzing/NAME; what fails is put into .build/fuzzing, and printed in base64.
set -euo pipefail
shopt -s nullglob
name=$1
shift
[ $# -gt 0 ] || set -- -runs=2000000
cd "$(dirname "$0")/../.."
build=$PWD/.build/fuzzing
inputs=$build/$name
mkdir -p "$inputs"

# Descriptions of C modules: our own, those that the package manager wrote, and those of other packages.
headers=() maps=()
for folder in Sources/C*; do
    if [ -d "$folder/include" ]; then headers+=(-I "$folder/include"); else headers+=(-I "$folder"); fi
done
for map in .build/release/*.build/module.modulemap .build/checkouts/*/Sources/*/include/module.modulemap; do
    maps+=(-Xcc "-fmodule-map-file=$map")
done
# What those of other packages came to.
foreign=()
for folder in .build/checkouts/*/Sources/*/include; do
    built=.build/release/$(basename "$(dirname "$folder")").build
    [ ! -d "$built" ] || mapfile -t -O ${#foreign[@]} foreign < <(find "$built" -name '*.o')
done
compile=(swiftc -O -parse-as-library -swift-version 6 -sanitize=fuzzer,address -package-name madf_tui "${headers[@]}" "${maps[@]}"
    -D HEIF -D JPEGXL -D TIFF -D WebP
    -I "$build" -I .build/release/Modules)

# Compiles what the files import, and what that imports, into `objects`; a module only where a source is newer.
objects=()
declare -A seen
import() {
    local module source object sources
    for module in $(sed -nE 's/^(package |public )?import ([A-Za-z_]+)$/\2/p' "$@" | sort -u); do
        [ -z "${seen[$module]:-}" ] || continue
        seen[$module]=yes
        if [ ! -d "Sources/$module" ]; then
            # Another package's, as it was built; nothing where it is the system's.
            objects+=(.build/release/"$module".build/*.o)
            continue
        fi
        for source in Sources/"$module"/*.c; do
            object=$build/$module-$(basename "$source" .c).o
            clang -O2 -g -fsanitize=fuzzer-no-link,address -D JPEGXL_FORMAT -D TIFF_FORMAT "${headers[@]}" -c "$source" -o "$object"
            objects+=("$object")
        done
        mapfile -t sources < <(find "Sources/$module" -name '*.swift')
        [ ${#sources[@]} -gt 0 ] || continue
        import "${sources[@]}"
        object=$build/$module.o
        if [ Tests/Fuzzing/run.sh -nt "$object" ] || [ -n "$(find "Sources/$module" -newer "$object")" ]; then
            "${compile[@]}" -wmo -module-name "$module" -emit-module -emit-module-path "$build/$module.swiftmodule" \
                -c "${sources[@]}" -o "$object"
        fi
        objects+=("$object")
    done
}

sources=("Tests/Fuzzing/$name.swift") longest=1024 seconds=10 memory=2048
case $name in
Safetensors | PyTorch) sources+=(Tests/Fuzzing/Checkpoint.swift) longest=2048 ;;
Configuration)
    for file in EditorConfiguration KeyMap Key+Name; do
        sources+=("$(find Sources/madf-tui -name "$file.swift")")
    done
    longest=128
    ;;
Input) longest=64 ;;
Isolated) ;;
*)
    sources+=(Tests/Fuzzing/Mending.swift)
    find Tests/PhotoTests/Corpus -name '*.*' ! -name "make*.py" -size -1025c -exec cp {} "$inputs" \;
    # Without the limits of the process that decodes them, libheif takes hundreds of megabytes and seconds for pictures and grids that are
    # larger than they tell; these are the costliest.
    if [ "$name" = HEIF ]; then
        rm -f "$inputs"/{coded-as-16384x12288,grid-of-12544x16384}.heic
        seconds=120 memory=4096
    fi
    # What decodes HEIF and JPEG XL is the program beside the one that reads them.
    ln -sf ../release/madf-tui "$build"
    ;;
esac
import "${sources[@]}"
# Without these it begins with the corpus alone, or from nothing.
! command -v python3 >/dev/null || python3 Tests/Fuzzing/seeds.py "$name" "$inputs"
"${compile[@]}" "${sources[@]}" "${objects[@]}" "${foreign[@]}" -ljpeg -lpng16 -lheif -ltiff -lwebp -ldeflate -lz -llcms2 -o "$build/fuzz-$name"
dictionary=Tests/Fuzzing/$name.dictionary
[ ! -f "$dictionary" ] || set -- "$@" "-dict=$dictionary"
export LSAN_OPTIONS=suppressions=$PWD/Tests/Fuzzing/leaks.txt:print_suppressions=0
status=0
"$build/fuzz-$name" "$inputs" "$@" -max_len=$longest -timeout=$seconds -rss_limit_mb=$memory -artifact_prefix="$build/" \
    -print_final_stats=1 -verbosity=1 || status=$?
# What has failed on a machine that is gone can be had from its log, by base64 -d; libFuzzer tells no more than 256 bytes.
[ $status -eq 0 ] || find "$build" -maxdepth 1 -name '*-*' ! -name '*.o' -type f -size -4k -newer "$build/fuzz-$name" \
    -printf '\nBase64: ' -exec base64 -w 0 {} \; >&2
exit $status
