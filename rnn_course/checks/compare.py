"""How an array differs from the expected one, said in Korean.

Every function returns None where all is well and otherwise a few short lines: what was expected, what came, where to
look. Expected values never appear in them.
"""

import functools
import itertools
import math

import numpy as np

COARSE = "float16은 숫자 세 자리까지만 담습니다. float32나 float64로 계산하세요."
ORDINALS = ("첫째", "둘째", "셋째", "넷째")
SINGLE_TOLERANCE = 1e-4  # relative, for float32
HALF_TOLERANCE = 1e-9  # float16 rounds so coarsely that it makes wrong numbers right: only what it holds exactly counts
DOUBLE_TOLERANCE = 1e-5  # room for an answer that computed in float32 and returned Python floats


def as_array(value, name):
    """Returns (array, None), or (None, message) where `value` is not made of numbers."""
    if value is None:
        return None, nothing_returned(name)
    if isinstance(value, str):
        return None, f"`{name}`: 수나 배열이어야 하는데 문자열이 왔습니다."
    if isinstance(value, dict | set):
        return None, f"`{name}`: 수나 배열이어야 하는데 `{type(value).__name__}` 형의 값이 왔습니다."
    if _holds_text(value):
        return None, f"`{name}`: 수로 된 배열이어야 하는데 문자열이 들어 있습니다."
    try:
        array = np.asarray(value)
        if array.dtype == object:
            array = array.astype(float)
    except (TypeError, ValueError):
        return None, f"`{name}`: 배열로 바꿀 수 없습니다. 안에 든 값들의 길이와 형이 모두 같은지 확인하세요."
    if array.dtype.kind not in "biuf":
        return None, f"`{name}`: 수로 된 배열이어야 하는데 `{array.dtype}` 형의 배열이 왔습니다."
    return array, None


def nothing_returned(name):
    return f"`{name}`: 값이 None입니다. return 문을 빠뜨리지 않았는지 확인하세요."


def _holds_text(value):
    """Whether nested lists hold text: NumPy would give each of them the length of the longest."""
    if isinstance(value, list | tuple):
        return any(map(_holds_text, value))
    return isinstance(value, str | bytes)


def differs(name):
    """The sentence that `name` has another value. A Korean name has its particle, others are called a value."""
    last = ord(name[-1]) - ord("가")
    if 0 <= last <= ord("힣") - ord("가"):
        return f"`{name}`{'이' if last % 28 else '가'} 다릅니다."  # every 28th syllable ends in a vowel
    return f"`{name}`의 값이 다릅니다."


def shape_problem(actual, expected, name):
    """actual, expected: tuples of int. In `expected` None stands for any length."""
    if len(actual) == len(expected) and all(b in (None, a) for a, b in zip(actual, expected, strict=True)):
        return None
    if not expected:
        size = math.prod(actual)
        return f"`{name}`: 수 하나여야 하는데 값이 {size}개인 배열이 왔습니다. 그 모양은 {actual}입니다."
    if expected == (None,) * len(expected):
        return f"`{name}`의 축은 {len(expected)}개여야 하는데 {len(actual)}개입니다. 지금의 모양은 {actual}입니다."
    shown = str(expected).replace("None", "?")
    any_length = "?에는 어떤 길이가 와도 됩니다." if None in expected else ""
    told = f"`{name}`의 모양은 {shown}이어야 하는데 {actual}입니다."
    return " ".join(filter(None, [told, _shape_hint(actual, expected), any_length]))


def _shape_hint(actual, expected):
    def without_ones(shape):
        return tuple(length for length in shape if length != 1)

    first, last = actual == expected[1:], actual == expected[:-1]
    if first and not last:
        return "첫 번째 축(배치 또는 창의 번호)이 빠졌습니다."
    if last and not first:
        return "마지막 축(특성)이 빠졌습니다." + (" `[..., np.newaxis]`를 떠올려 보세요." if expected[-1] == 1 else "")
    if len(actual) != len(expected) and without_ones(actual) == without_ones(expected):
        return f"길이가 1인 축이 {'더 있습니다' if len(actual) > len(expected) else '모자랍니다'}."
    if len(actual) == len(expected):
        different = [axis for axis, (a, b) in enumerate(zip(actual, expected, strict=True)) if b not in (None, a)]
        if len(different) > 1 and sorted(actual) == sorted(length or 0 for length in expected):
            return "축의 순서가 바뀌었습니다."
        if len(different) == 1:
            axis = different[0]
            excess = actual[axis] - expected[axis]
            return f"{_axis(axis)}이 {abs(excess)}만큼 {'깁니다' if excess > 0 else '짧습니다'}."
        return ""
    return f"축이 {len(expected)}개여야 하는데 {len(actual)}개입니다."


def _axis(axis):
    return f"{ORDINALS[axis] if axis < len(ORDINALS) else f'{axis + 1}번째'} 축(axis={axis})"


def tolerance(array):
    """Relative tolerance for an answer of this array's type."""
    return {"f2": HALF_TOLERANCE, "f4": SINGLE_TOLERANCE}.get(array.dtype.str[1:], DOUBLE_TOLERANCE)


def value_problem(actual, expected, name, slips=None, show=False, hint=""):
    """actual: what came; expected: array of numbers, in which NaN equals NaN.

    slips: {message: array that this well-known slip would give}, for what only this task can know. show: whether the
    values themselves may be told; without it the message holds none of either side. hint: where to look if the values
    differ and it is none of the slips, which know better.
    """
    array, problem = as_array(actual, name)
    if problem:
        return problem
    expected = np.asarray(expected)
    truth, expected = expected.dtype == bool, expected.astype(float)
    problem = shape_problem(array.shape, expected.shape, name)
    if problem:
        return "\n".join(filter(None, [problem, hint]))
    relative, coarse = tolerance(array), array.dtype == np.float16
    array = array.astype(float)
    finite = np.abs(expected[np.isfinite(expected)])
    absolute = relative * (finite.max() if finite.size and finite.max() > 0 else 1.0)

    near = functools.partial(np.isclose, rtol=relative, atol=absolute, equal_nan=True)

    def close(a, b):
        return a.shape == b.shape and near(a, b).all()

    if close(array, expected):
        return None
    slips = {message: np.asarray(wrong, dtype=float) for message, wrong in (slips or {}).items()}
    slip = next((message for message, wrong in slips.items() if close(array, wrong)), None)
    reason = slip or (COARSE if coarse else _value_hint(array, expected, close))
    shown = both_shown(_plain(expected, truth), _plain(array, truth)) if show and expected.size <= 8 else ""
    if not reason and not (shown and array.size == 1):  # a single number would be told twice
        reason = _first_difference(array, expected, name, near, show)
    first = " ".join(filter(None, [differs(name), reason]))
    return "\n".join(filter(None, [first, shown, "" if slip else hint]))


def both_shown(expected, came):
    """The lines that tell the values of a visible example, one below the other."""
    return f"보기에서 기대한 값: {expected}\n나온 값: {came}"


def _plain(array, truth=False):
    """As Python writes it: whole numbers without a point, no minus before a zero; with truth, True and False."""
    if truth and np.isin(array, (0, 1)).all():
        return array.astype(bool).tolist()
    rounded = np.round(array, 6) + 0.0
    whole = np.isfinite(rounded).all() and (rounded == np.trunc(rounded)).all() and (np.abs(rounded) < 1e15).all()
    return (rounded.astype(int) if whole else rounded).tolist()


def _first_difference(array, expected, name, near, show):
    if array.size == 1:
        return None
    different = np.argwhere(~near(array, expected))
    index = tuple(different[0])
    place = f"`{name}[{', '.join(map(str, index))}]`"
    if show:
        place += f"(나온 값 {array[index] + 0.0:.6g}, 기대한 값 {expected[index] + 0.0:.6g})"
    return f"{array.size}개 가운데 {len(different)}개가 다르고, 처음 다른 곳은 {place}입니다."


def _value_hint(array, expected, close):
    """Names the slip that turns `expected` into `array`, where it is a well-known one."""
    if np.isnan(array).any() and not np.isnan(expected).any():
        return "NaN이 들어 있습니다. 0으로 나누거나 빈 값을 그대로 계산하지 않았는지 확인하세요."
    if np.isnan(expected).any() and not np.isnan(array).any():
        return "값이 없어야 할 자리(NaN)가 채워져 있습니다."
    if np.isinf(array).any():
        return "무한대(inf)가 들어 있습니다. 0으로 나누지 않았는지 확인하세요."
    if close(array, -expected):
        return f"부호가 {'' if array.size == 1 else '모두 '}반대입니다. 빼는 순서를 확인하세요."
    if expected.size == 1 and expected == np.round(expected):  # 4 and 2, 3 and 9: not each pair of counts is a slip
        return None
    if close(array, expected * 100) or close(array, expected / 100):
        return "100배 차이가 납니다. 퍼센트와 비율을 바꾸어 쓰지 않았는지 확인하세요."
    if close(array, expected**2):
        return "기대한 값의 제곱입니다. 제곱근을 빠뜨리지 않았는지 확인하세요."
    if (expected >= 0).all() and close(array, np.sqrt(expected)):
        return "기대한 값의 제곱근입니다."
    if array.size < 3:  # too few numbers to tell one slip from another
        return None
    if any(rounded.any() and close(array, rounded) for rounded in (np.trunc(expected), np.round(expected))):
        return "소수 부분이 사라졌습니다. 정수형으로 바꾸지 않았는지 확인하세요."
    return _rearranged_hint(array, expected, close) or _offset_hint(array, expected, close)


def _rearranged_hint(array, expected, close):
    for axis in range(array.ndim):
        length = array.shape[axis]
        if length < 2:
            continue
        which = f"{_axis(axis)}을 따라 "
        if close(array, np.flip(expected, axis)):
            return which + "순서가 거꾸로입니다."
        for steps in (1, 2):
            if length < steps + 3:
                continue
            late, early = np.arange(steps, length), np.arange(length - steps)
            if _shifted(array.take(late, axis), expected.take(early, axis), axis, close):
                return which + f"{steps}칸 늦습니다(뒤로 밀렸습니다). 시작 번호를 확인하세요."
            if _shifted(array.take(early, axis), expected.take(late, axis), axis, close):
                return which + f"{steps}칸 이릅니다(앞으로 당겨졌습니다). 시작 번호를 확인하세요."
    for order in itertools.islice(itertools.permutations(range(array.ndim)), 1, 24):
        if close(array, expected.transpose(order)):
            return "축의 순서가 바뀌었습니다(전치)."
    if array.ndim and close(np.sort(array, axis=None), np.sort(expected, axis=None)):
        return "값은 모두 있지만 자리가 다릅니다. 순서를 확인하세요."
    return None


def _shifted(array, expected, axis, close):
    """Equal, and not by standing still: a constant shifted is the same constant."""
    still = np.broadcast_to(expected.take([0], axis), expected.shape)
    return close(array, expected) and not close(still, expected)


def _offset_hint(array, expected, close):
    if close(np.full_like(expected, expected.flat[0]), expected):  # any other constant differs by the same everywhere
        return None
    difference = array - expected
    if close(difference - difference.mean() + expected, expected):
        return "모든 값이 같은 만큼 다릅니다. 더하거나 빼는 수가 빠지지 않았는지, 시작하는 자리가 맞는지 확인하세요."
    scale = np.nansum(array * expected) / max(np.nansum(expected**2), 1e-300)
    if scale and np.isfinite(scale) and close(array / scale, expected):
        return "모든 값이 같은 배수만큼 다릅니다. 나누는 수를 확인하세요."
    return None
