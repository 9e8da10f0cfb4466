from typing import Any

import numpy as np
import numpy.typing as npt

KERNELS: list[str]

def run(
    sums: npt.NDArray[np.float32],
    ids: npt.NDArray[np.int32],
    lengths: npt.NDArray[np.int32],
    embeddings: tuple[npt.NDArray[np.float32], ...],
    layers: tuple[tuple[npt.NDArray[Any], ...], ...],
    kernel: str | None = None,
    /,
) -> None: ...
