# Completion of madf-tui for bash, with Debian's bash-completion.
_madf_tui() {
    local cur prev words cword split options
    local pictures='@(jpg|jpeg|jpe|jfif|png|tif|tiff|webp|heic|heif|hif|avif|jxl)' models='@(safetensors|pth|pt)'
    _init_completion -s || return
    case $prev in
        --mask | --keep-out | --edges | --output | -o) _filedir "$pictures" ;;
        --model) _filedir "$models" ;;
        --output-dir | --stages) _filedir -d ;;
        --stage) mapfile -t COMPREPLY < <(compgen -W 'coarse first final detail' -- "$cur") ;;
        --color) mapfile -t COMPREPLY < <(compgen -W 'auto truecolor 256 16 mono ascii' -- "$cur") ;;
        --cells) mapfile -t COMPREPLY < <(compgen -W 'half quadrant sextant' -- "$cur") ;;
        --precision) mapfile -t COMPREPLY < <(compgen -W 'float32 float16' -- "$cur") ;;
        --threads | --working-size | --grow | --box | --tries | --jobs | --shard | --page | --level) ;;
        *) false ;;
    esac && return
    $split && return
    case $cword/${words[1]} in
        1/*) options= ;;
        */convert) options='--precision --force --help' ;;
        */explain) options='--mask --output-dir --level --force --model --threads --working-size --help' ;;
    esac
    : "${options:=--mask --box --keep-out --edges --output --output-dir --in-place --force --model --threads --stage --stages --working-size --grow --keep-islands --tries --no-lines --best
        --keep-face-regions --drop-gain-map --quality --invert-mask --jobs --shard --page --recursive --dry-run --json --quiet --color --cells --mouse --no-mouse --version --help}"
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    elif [[ $cword -gt 1 && ${words[1]} == convert ]]; then
        _filedir "$models"
    else
        _filedir "$pictures"
        [[ $cword -ne 1 ]] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W 'convert explain' -- "$cur")
    fi
}
complete -F _madf_tui madf-tui
