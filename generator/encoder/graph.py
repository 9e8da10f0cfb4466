"""Write all-MiniLM-L6-v2 as an ONNX graph, from its weights.

Every text of a batch has the same number of tokens, so the graph needs no padding and no mask: what a text's
vector is does not depend on what else is in the batch.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from generator.encoder.weights import DIMENSIONS, Array

LAYERS = 6
HEADS = 12
EPSILON = 1e-12
FUSED = "com.microsoft"
"""The domain of ONNX Runtime's fused operators: attention, GELU with bias, layer norm of a sum."""


class Graph:
    """An ONNX graph being written: nodes in order, and the tensors that stand outside it, by name."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, Array] = {}

    def add(self, operator: str, inputs: list[str], *outputs: str, **attributes: Any) -> str:
        """Add a fused operator, and return the name of its first output."""
        self.nodes.append(helper.make_node(operator, inputs, outputs, domain=FUSED, **attributes))
        return outputs[0]

    def tensor(self, name: str, values: Array) -> str:
        """Add a constant and return its name."""
        self.tensors[name] = np.ascontiguousarray(values)
        return name

    def weight(self, name: str) -> str:
        """Add a tensor of the model as it is."""
        return self.tensor(name, self.weights[name])

    def norm(self, name: str) -> list[str]:
        """Add a layer norm's two tensors."""
        return [self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]

    def product(self, left: str, name: str) -> str:
        """Multiply by a layer's weights; its bias is left to the fused operator that follows."""
        factor = self.tensor(f"{name}.weight", self.weights[f"{name}.weight"].T)
        self.nodes.append(helper.make_node("MatMul", [left, factor], [f"{name}.product"]))
        return f"{name}.product"


def write_graph(weights: dict[str, Array]) -> tuple[bytes, dict[str, Array]]:
    """Return the graph, and the tensors to hand to the session beside it.

    The input is `ids`, int32 (texts, tokens); the outputs are `tokens`, float32 (texts, tokens, 384), the
    tokens' vectors, and `mean`, float32 (texts, 384), their mean.
    """
    graph = Graph(weights)
    hidden = _embed(graph)
    for number in range(LAYERS):
        hidden = _layer(graph, hidden, f"encoder.layer.{number}")
    axis = numpy_helper.from_array(np.array([1]), "axis")
    graph.nodes.append(helper.make_node("Identity", [hidden], ["tokens"]))
    graph.nodes.append(helper.make_node("ReduceMean", [hidden, "axis"], ["mean"], keepdims=0))
    return _model(graph, axis).SerializeToString(), graph.tensors


def _embed(graph: Graph) -> str:
    words = graph.weight("embeddings.word_embeddings.weight")
    segment = graph.weights["embeddings.token_type_embeddings.weight"][0]
    places = graph.tensor("places", graph.weights["embeddings.position_embeddings.weight"] + segment)
    norm = graph.norm("embeddings.LayerNorm")
    inputs = ["ids", "", words, places, "", *norm]
    return graph.add("EmbedLayerNormalization", inputs, "embedded", "unused mask", epsilon=EPSILON)


def _layer(graph: Graph, hidden: str, name: str) -> str:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    factors = np.concatenate([graph.weights[f"{part}.weight"] for part in parts]).T
    biases = np.concatenate([graph.weights[f"{part}.bias"] for part in parts])
    inputs = [hidden, graph.tensor(f"{name}.qkv", factors), graph.tensor(f"{name}.qkv.bias", biases)]
    attended = graph.add("Attention", inputs, f"{name}.attended", num_heads=HEADS)
    hidden = _add_and_norm(graph, attended, hidden, f"{name}.attention.output")
    inner = f"{name}.intermediate.dense"
    product = graph.product(hidden, inner)
    bent = graph.add("BiasGelu", [product, graph.weight(f"{inner}.bias")], f"{name}.bent")
    return _add_and_norm(graph, bent, hidden, f"{name}.output")


def _add_and_norm(graph: Graph, left: str, hidden: str, name: str) -> str:
    product = graph.product(left, f"{name}.dense")
    inputs = [product, hidden, *graph.norm(f"{name}.LayerNorm"), graph.weight(f"{name}.dense.bias")]
    return graph.add("SkipLayerNormalization", inputs, f"{name}.normed", epsilon=EPSILON)


def _model(graph: Graph, axis: onnx.TensorProto) -> onnx.ModelProto:
    ids = helper.make_tensor_value_info("ids", TensorProto.INT32, ["texts", "tokens"])
    outputs = [
        helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["texts", DIMENSIONS]),
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["texts", "tokens", DIMENSIONS]),
    ]
    constants = [axis, *(_outside(name, values) for name, values in graph.tensors.items())]
    body = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", [ids], outputs, constants)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=10)


def _outside(name: str, values: Array) -> onnx.TensorProto:
    """Declare a tensor whose values the session is handed, so that 91 MB are not copied through protobuf."""
    tensor = TensorProto(
        name=name, dims=values.shape, data_type=helper.np_dtype_to_tensor_dtype(values.dtype)
    )
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="given to the session")
    return tensor
