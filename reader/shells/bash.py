"""Completions for bash, without the package bash-completion."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import Final

from reader.declared import Argument, Command

_HEAD: Final = r"""# Completions of newsreader for bash, as `newsreader completions bash` prints them.

_newsreader_asked() {
    # What the library holds that is named on the line; a blank in a name must not part it.
    local line
    local -a at=()
    [[ -n $home ]] && at=(--home "${home/#\~/$HOME}")
    while IFS= read -r line; do
        [[ $line == "$cur"* ]] && COMPREPLY+=("$(printf %q "$line")")
    done < <(newsreader "${at[@]}" completions "$1" 2>/dev/null </dev/null)
}

_newsreader_complete() {
    local IFS=$'\n'
    case $1 in
        files) COMPREPLY+=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null ;;
        folders) COMPREPLY+=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null ;;
        =*) COMPREPLY+=($(IFS=' ' compgen -W "${1#=}" -- "$cur")) ;;
        ?*) _newsreader_asked "$1" ;;
    esac
}

_newsreader() {
    # bash parts words at colons, which queries are full of.
    local cur=${COMP_LINE:0:COMP_POINT}
    cur=${cur##*[[:space:]]}
    local -a words=(${COMP_LINE:0:COMP_POINT})
    [[ -n $cur ]] && unset "words[${#words[@]}-1]"
    local prev=${words[${#words[@]}-1]} command='' word='' place=0 taken='' home='' each
    COMPREPLY=()
    for each in "${words[@]:1}"; do
        if [[ -n $taken ]]; then
            [[ $taken == --home ]] && home=$each
            taken=''
        elif [[ $each == -* ]]; then
            [[ $each == --home=* ]] && home=${each#*=}
            case $each in @TAKING@) taken=$each ;; esac
        elif [[ -z $command && " @COMMANDS@ " == *" $each "* ]]; then
            command=$each
        elif [[ -z $word && " @WORDED@ " == *" $command/$each "* ]]; then
            word=$each
        else
            place=$((place + 1))
        fi
    done
    local options='' kind='' more=''
    case "$command/$word" in
"""
_TAIL: Final = r"""    esac
    if [[ -n $taken ]]; then
        _newsreader_complete "$kind"
    elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    else
        [[ -n $more ]] && _newsreader_complete "=$more"
        _newsreader_complete "$kind"
    fi
    # What stands before the last colon is there already.
    if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
        local i before=${cur%"${cur##*:}"}
        for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$before"}; done
    fi
}

complete -F _newsreader newsreader
"""


def write(program: Command) -> str:
    """Return the script."""
    commands = program.below
    every = program.all()
    taking = sorted({n for c in every for one in c.options if one.value for n in one.names})
    worded = [f"{c.words[0]}/{w.words[1]}" for c in commands for w in c.below]
    head = (
        _HEAD.replace("@TAKING@", "|".join(taking))
        .replace("@COMMANDS@", " ".join(c.words[0] for c in commands))
        .replace("@WORDED@", " ".join(worded))
    )
    return head + "".join("\n".join(_case(one)) + "\n" for one in every) + _TAIL


def _case(command: Command) -> Iterator[str]:
    """Yield what completes a command: its options, the values of these, and its arguments by their place."""
    names = "/".join((*command.words, "", "")[:2])
    options = " ".join(name for one in command.options for name in one.names)
    below = " ".join(one.words[-1] for one in command.below)
    yield f"        {names})"
    yield f"            options={quote(options)}"
    if below:
        yield f"            [[ $place == 0 ]] && more={quote(below)}"
    values = [(one.names, one.value) for one in command.options if one.value]
    if values:
        yield "            if [[ -n $taken ]]; then"
        yield "                case $prev in"
        for option, value in values:
            yield f"                    {'|'.join(option)}) kind={quote(_kind(value))} ;;"
        yield "                esac"
        yield "            else"
    yield "                case $place in"
    last = len(command.arguments) - 1
    for place, argument in enumerate(command.arguments):
        number = "*" if place == last and argument.is_many else str(place)
        if argument.choices and argument.completed:
            yield f"                    {number}) more={quote(' '.join(argument.choices))} " + (
                f"kind={quote(argument.completed)} ;;"
            )
        else:
            yield f"                    {number}) kind={quote(_kind(argument))} ;;"
    yield "                esac"
    if values:
        yield "            fi"
    yield "            ;;"


def _kind(argument: Argument) -> str:
    """Return what completes an argument as the script knows it."""
    return f"={' '.join(argument.choices)}" if argument.choices else argument.completed
