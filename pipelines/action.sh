#!/usr/bin/env bash
# What action.yml runs: one check, with annotations and a summary for people, files for programs, and outputs for the steps behind it.
# Every input comes as a variable INPUT_…. Runs with the bash 3.2 of macOS as well.
set -Eeuo pipefail
# What goes wrong here is an error of the run, never findings.
trap 'exit 2' ERR
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Says something in the language that was asked for.
say() {
    if [ "${INPUT_LANG:-zh-CN}" = en ]; then printf '%s' "$2"; else printf '%s' "$1"; fi
}

# An annotation; nothing in it can begin another command.
annotate() {
    local text=${2//'%'/%25}
    text=${text//$'\r'/%0D}
    text=${text//$'\n'/%0A}
    printf '::%s title=tongyuan::%s\n' "$1" "$text"
}

fail() {
    annotate error "$(say "$1" "$2")"
    exit 2
}

# Nobody can guess it, so nobody can end with it what was begun with it.
token() {
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# An output of the step, whatever its value holds.
output() {
    local mark
    mark=$(token)
    printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"$GITHUB_OUTPUT"
}

# true or false, and nothing else.
is_true() {
    case "$2" in
        true) return 0 ;;
        false) return 1 ;;
        *) fail "$1 只能是 true 或者 false" "$1 is true or false" ;;
    esac
}

allows_empty=no
allows_undecided=no
if is_true allow-empty "${INPUT_ALLOW_EMPTY:-false}"; then allows_empty=yes; fi
if is_true allow-undecided "${INPUT_ALLOW_UNDECIDED:-false}"; then allows_undecided=yes; fi

cd "${GITHUB_WORKSPACE:-.}"
own=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/tongyuan.XXXXXX")
report=$own/findings.json
sarif=${INPUT_SARIF_FILE:-tongyuan.sarif}

binary=${INPUT_BINARY:-}
if [ -z "$binary" ]; then
    # shellcheck source=pipelines/install.sh
    . "$here/install.sh"
    binary=$(install_release "$own") || fail \
        "没能安装 tongyuan，原因见上面的日志" "tongyuan could not be installed; the log above says why"
elif [ ! -f "$binary" ]; then
    fail "没有这个程序：$binary" "there is no such program: $binary"
else
    # With a folder in front of it, it is the file that was named and not another on the path.
    case "$binary" in */* | *\\*) ;; *) binary=./$binary ;; esac
fi

arguments=(check "--lang=${INPUT_LANG:-zh-CN}" "--format=github" "--format=sarif" "--output=$sarif" "--format=json" "--output=$report")
if [ -n "${INPUT_BASE:-}" ]; then arguments+=("--base=$INPUT_BASE"); fi
if [ -n "${INPUT_FAIL_ON:-}" ]; then arguments+=("--fail-on=$INPUT_FAIL_ON"); fi
while IFS= read -r line; do
    line=${line%$'\r'}
    case "$line" in
        "") ;;
        *=*) arguments+=("--format=${line%%=*}" "--output=${line#*=}") ;;
        *) fail "reports 的每一行写成 格式=文件，例如 junit=tongyuan.xml，而不是：$line" \
            "each line of reports is format=file, such as junit=tongyuan.xml, not: $line" ;;
    esac
done <<<"${INPUT_REPORTS:-}"
while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${INPUT_ARGS:-}"
# What follows is a path, whatever it begins with.
arguments+=(--)
while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${INPUT_PATH:-}"

# A file of an earlier run would pass for one of this run.
rm -f -- "$sarif" || :
code=0
"$binary" "${arguments[@]}" 2>"$own/log" || code=$?

# What is told beside the findings may quote files: meanwhile no command is obeyed.
if [ -s "$own/log" ]; then
    mark=$(token)
    printf '::stop-commands::%s\n' "$mark"
    cat "$own/log"
    printf '\n::%s::\n' "$mark"
fi

# The summary comes before the findings, and within a text of the report no such word can stand: its quotes would be escaped.
count() {
    if [ -f "$report" ]; then
        sed -n "/\"$1\": *[0-9]/{s/.*\"$1\": *\([0-9]*\).*/\1/p;q;}" "$report"
    fi
}

output exit-code "$code"
output errors "$(count errors)"
output warnings "$(count warnings)"
output notes "$(count notes)"
if [ -f "$sarif" ]; then output sarif-file "$sarif"; else output sarif-file ""; fi
if [ -f "$report" ]; then output report "$report"; else output report ""; fi

case "$code" in
    0 | 1) ;;
    2) annotate error "$(say \
        "检查出错：参数或者设置有误，或者有文件没能读取（退出码 2）。原因见日志；其余的已经照常检查。" \
        "The check met an error: an argument, the settings, or a file that could not be read (exit code 2). The log says why; the rest was checked.")" ;;
    3) if [ "$allows_empty" = yes ]; then
        annotate notice "$(say "没有可检查的内容。" "There was nothing to check.")"
        code=0
    else
        annotate error "$(say \
            "没有可检查的内容（退出码 3）。请核对 path；本来就可能为空的，设 allow-empty: true。" \
            "There was nothing to check (exit code 3). See to path; where that may well be so, set allow-empty: true.")"
    fi ;;
    4) if [ "$allows_undecided" = yes ]; then
        annotate warning "$(say "有网页没能判断。" "A page could not be judged.")"
        code=0
    else
        annotate error "$(say \
            "有网页没能抓取，无法判断（退出码 4）。可以接受的，设 allow-undecided: true。" \
            "A page could not be fetched and so not be judged (exit code 4). Where that is acceptable, set allow-undecided: true.")"
    fi ;;
    *) annotate error "$(say "tongyuan 意外中止（退出码 $code）。" "tongyuan ended unexpectedly (exit code $code).")" ;;
esac
exit "$code"
