"""How an answer is written: its syntax tree without names, and the families of solutions that it belongs to."""

import ast

OTHER_LIBRARIES = {"pd", "pandas", "tf", "tensorflow", "keras", "sklearn", "scipy", "math", "statistics", "fractions"}
OTHER_LIBRARIES |= {"itertools", "functools", "collections", "heapq", "operator", "re", "unicodedata", "bisect", "csv"}
OTHER_LIBRARIES |= {"io", "html", "codecs", "string"}
PRINTING = {"print", "warn", "info", "warning", "debug"}


def normalised(source):
    """The tree of `source` in which names, formatting, docstrings and comments do not tell two answers apart."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            node.body = [part for part in node.body if not _is_docstring(part)] or [ast.Pass()]
    return ast.dump(_Renamed(tree).visit(tree))


def families(source, reference):
    """The families of the answer `source`, seen in its syntax tree. reference: the task's reference answer."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    modules = names | {
        alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    modules |= {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    loops = any(isinstance(node, ast.For | ast.While) for node in nodes)
    comprehensions = any(isinstance(node, ast.comprehension | ast.Yield | ast.YieldFrom) for node in nodes)
    numpy = "np" in names or "numpy" in modules
    belongs = {
        "loops": loops,
        "comprehensions and generators": comprehensions,
        "vectorised": numpy and not loops and not comprehensions,
        "another library": bool(modules & OTHER_LIBRARIES),
        "plain Python and lists": not numpy and not modules & {"pd", "pandas", "tf", "tensorflow", "keras"},
        "float32": "float32" in attributes or any(getattr(node, "value", None) == "float32" for node in nodes),
        "recursion": any(_calls_itself(node) for node in nodes),
        "extra arguments": _parameters(source) > _parameters(reference),
        "printing and warnings": bool((names | attributes) & PRINTING),
        "a class of its own": any(isinstance(node, ast.ClassDef) for node in nodes),
    }
    return {family for family, holds in belongs.items() if holds}


def _calls_itself(node):
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(inner, ast.Call) and getattr(inner.func, "id", None) == node.name for inner in ast.walk(node)
    )


def _parameters(source):
    """The largest number of parameters of a function of the module; starred ones count too."""
    return max(
        len(node.args.args + node.args.kwonlyargs) + bool(node.args.vararg) + bool(node.args.kwarg)
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    )


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


class _Renamed(ast.NodeTransformer):
    """Gives each name that the answer itself binds a number; names of libraries stay."""

    def __init__(self, tree):
        bound = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        bound += [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)]
        bound += [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        self.numbers = {name: f"name{number}" for number, name in enumerate(dict.fromkeys(bound))}

    def visit_Name(self, node):
        node.id = self.numbers.get(node.id, node.id)
        return node

    def visit_arg(self, node):
        node.arg, node.annotation = self.numbers[node.arg], None
        return node

    def visit_FunctionDef(self, node):
        node.name, node.returns = self.numbers[node.name], None
        return self.generic_visit(node)
