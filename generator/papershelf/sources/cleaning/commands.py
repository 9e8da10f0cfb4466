r"""The one list of TeX commands whose names a reader should not see, by what becomes of them.

A command that is not here is an author's macro (`\mname`, `\ours`): it keeps its name, not its backslash.
"""

from __future__ import annotations

# The text stays, the command goes: \emph{x}, {\em x}, \url{x}.
WRAPPERS = frozenset({
    "emph", "text", "textbf", "textit", "textsl", "textsc", "texttt", "textrm", "textsf", "textup",
    "textmd", "textnormal", "underline", "uline", "url", "path", "mbox", "hbox", "em", "it", "bf", "sl",
    "sc", "tt", "rm", "sf", "itshape", "bfseries", "slshape", "scshape", "ttfamily", "rmfamily",
    "sffamily", "normalfont", "upshape", "mdseries", "mathrm", "mathbf", "mathit", "mathsf", "mathtt",
    "mathcal", "mathbb", "mathfrak", "mathscr", "boldsymbol", "bm", "operatorname", "ensuremath",
    "textsuperscript", "textsubscript", "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr",
    "displaystyle", "textstyle", "limits", "nolimits", "tiny", "scriptsize", "footnotesize", "small",
    "normalsize", "large", "Large", "LARGE", "huge", "Huge", "centering", "noindent", "protect",
    "xspace",
})  # fmt: skip

# Nothing but a blank is left of them.
BLANKS = frozenset({
    "quad", "qquad", "enspace", "thinspace", "par", "newline", "linebreak", "smallskip", "medskip",
    "bigskip", "item",
})  # fmt: skip

# \\begin{itemize}, \\end{itemize}: gone with their argument.
ENVIRONMENTS = frozenset({"begin", "end"})

# Shown with their arguments: how, and how many there are.
NOTES = {
    "cite": ("[{}]", 1), "citep": ("[{}]", 1), "citet": ("[{}]", 1), "ref": ("{}", 1),
    "eqref": ("({})", 1), "label": (" {} ", 1), "footnote": (" ({})", 1), "href": ("{1} ({0})", 2),
    "frac": ("{}/{}", 2), "tfrac": ("{}/{}", 2), "dfrac": ("{}/{}", 2),
}  # fmt: skip

# Shown as the sign they stand for.
SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "dag": "†", "ddag": "‡", "S": "§", "P": "¶", "copyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textendash": "–", "textemdash": "—",
    "ldots": "…", "dots": "…", "cdots": "⋯", "textellipsis": "…", "textquotesingle": "'",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textbar": "|",
    "textless": "<", "textgreater": ">", "textdegree": "°", "alpha": "α", "beta": "β", "gamma": "γ",
    "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "cdot": "·",
    "pm": "±", "mp": "∓", "div": "÷", "sim": "∼", "simeq": "≃", "approx": "≈", "equiv": "≡",
    "propto": "∝", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ll": "≪", "gg": "≫", "ne": "≠",
    "neq": "≠", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Leftarrow": "⇐", "mapsto": "↦", "uparrow": "↑", "downarrow": "↓", "infty": "∞",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
    "exists": "∃", "neg": "¬", "land": "∧", "lor": "∨", "ell": "ℓ", "circ": "∘", "degree": "°",
    "star": "⋆", "ast": "∗", "dagger": "†", "langle": "⟨", "rangle": "⟩", "lVert": "‖", "rVert": "‖",
    "lvert": "|", "rvert": "|", "mid": "|", "Vert": "‖", "vert": "|", "oplus": "⊕", "otimes": "⊗",
    "odot": "⊙", "sqrt": "√", "prime": "′", "checkmark": "✓",
}  # fmt: skip

# Short for a word that ends in a full stop; the letters stay as they are.
ABBREVIATIONS = {
    "etc": "etc.", "eg": "e.g.", "ie": "i.e.", "vs": "vs.", "cf": "cf.", "etal": "et al.", "wrt": "w.r.t.",
}  # fmt: skip

# Accents over (or under) the letter that follows, as combining characters.
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip

KNOWN_COMMANDS = WRAPPERS | BLANKS | ENVIRONMENTS | NOTES.keys() | SIGNS.keys() | set("cvuHkrdb")
