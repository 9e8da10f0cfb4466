/* The compiled network as a module of Python's: checks that all arrays have the sizes they must have, and chooses what
 * the processor can do. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "network.h"

/* From Python: run(sums, ids, lengths, embeddings, layers, kernel=None). */

typedef struct {
    const char *name;
    Run *run;
} Kernel;

/* The fastest first. */
static const Kernel kernels[] = {
#if X86
    {"vnni", run_vnni},
    {"avx2", run_avx2},
#endif
    {NULL, NULL},
};

static int is_supported(const Kernel *kernel)
{
#if X86
    if (kernel->run == run_vnni)
        return __builtin_cpu_supports("x86-64-v4") && __builtin_cpu_supports("avx512vnni");
    return __builtin_cpu_supports("avx2");
#else
    (void)kernel;
    return 0;
#endif
}

static Run *find_kernel(const char *name)
{
    for (const Kernel *kernel = kernels; kernel->run; kernel++)
        if (is_supported(kernel) && (name == NULL || strcmp(name, kernel->name) == 0))
            return kernel->run;
    PyErr_Format(PyExc_ValueError, "no kernel \"%s\" on this processor", name ? name : "any");
    return NULL;
}

/* Arrays of Python's that are in use. */
typedef struct {
    Py_buffer views[8 + LAYERS * 20];
    int count;
} Taken;

/* Return an array's memory; NULL, with an exception, if it has not this many bytes (any number for -1). */
static void *take(Taken *taken, PyObject *array, Py_ssize_t bytes, int flags)
{
    Py_buffer *view = &taken->views[taken->count];
    if (PyObject_GetBuffer(array, view, PyBUF_C_CONTIGUOUS | flags) < 0)
        return NULL;
    taken->count++;
    if (bytes < 0 || view->len == bytes)
        return view->buf;
    PyErr_Format(PyExc_ValueError, "an array has %zd bytes, not %zd", view->len, bytes);
    return NULL;
}

static void *take_item(Taken *taken, PyObject *arrays, int at, Py_ssize_t bytes)
{
    return take(taken, PyTuple_GET_ITEM(arrays, at), bytes, PyBUF_SIMPLE);
}

static int is_tuple(PyObject *object, Py_ssize_t size)
{
    if (PyTuple_Check(object) && PyTuple_GET_SIZE(object) == size)
        return 1;
    PyErr_Format(PyExc_ValueError, "expected a tuple of %zd", size);
    return 0;
}

static int take_linear(Taken *taken, PyObject *arrays, int at, int inputs, int outputs, Linear *to)
{
    Py_ssize_t row = (Py_ssize_t)sizeof(float) * outputs;
    to->inputs = inputs;
    to->outputs = outputs;
    return (to->factors = take_item(taken, arrays, at, (Py_ssize_t)inputs * outputs))
        && (to->step = take_item(taken, arrays, at + 1, row)) && (to->shift = take_item(taken, arrays, at + 2, row))
        && (to->bias = take_item(taken, arrays, at + 3, row));
}

static int take_norm(Taken *taken, PyObject *arrays, int at, Norm *to)
{
    Py_ssize_t row = sizeof(float) * SIZE;
    return (to->scale = take_item(taken, arrays, at, row)) && (to->shift = take_item(taken, arrays, at + 1, row));
}

static int take_layer(Taken *taken, PyObject *arrays, Layer *to)
{
    return is_tuple(arrays, 20) && take_linear(taken, arrays, 0, SIZE, WIDE, &to->attention)
        && take_linear(taken, arrays, 4, SIZE, SIZE, &to->output)
        && take_linear(taken, arrays, 8, SIZE, INNER, &to->inner)
        && take_linear(taken, arrays, 12, INNER, SIZE, &to->outer) && take_norm(taken, arrays, 16, &to->output_norm)
        && take_norm(taken, arrays, 18, &to->outer_norm);
}

static int take_network(Taken *taken, PyObject *embeddings, PyObject *layers, Network *to, Py_ssize_t *words)
{
    if (!is_tuple(embeddings, 4) || !is_tuple(layers, LAYERS)
        || !(to->words = take_item(taken, embeddings, 0, -1))
        || !(to->places = take_item(taken, embeddings, 1, (Py_ssize_t)sizeof(float) * SIZE * LONGEST))
        || !take_norm(taken, embeddings, 2, &to->norm))
        return 0;
    *words = taken->views[taken->count - 4].len / (Py_ssize_t)sizeof(float) / SIZE;
    for (int layer = 0; layer < LAYERS; layer++)
        if (!take_layer(taken, PyTuple_GET_ITEM(layers, layer), &to->layers[layer]))
            return 0;
    return 1;
}

static int take_batch(Taken *taken, PyObject *ids, PyObject *lengths, Py_ssize_t words, Batch *to)
{
    if (!(to->ids = take(taken, ids, -1, PyBUF_SIMPLE)) || !(to->lengths = take(taken, lengths, -1, PyBUF_SIMPLE)))
        return 0;
    Py_ssize_t tokens = taken->views[taken->count - 2].len / (Py_ssize_t)sizeof(int32_t);
    Py_ssize_t windows = taken->views[taken->count - 1].len / (Py_ssize_t)sizeof(int32_t), sum = 0;
    int fits = tokens <= MOST;
    for (Py_ssize_t token = 0; token < tokens; token++)
        fits &= to->ids[token] >= 0 && to->ids[token] < words;
    for (Py_ssize_t window = 0; window < windows; sum += to->lengths[window++])
        fits &= to->lengths[window] >= 1 && to->lengths[window] <= LONGEST;
    to->tokens = (int)tokens;
    to->windows = (int)windows;
    if (fits && sum == tokens)
        return 1;
    PyErr_Format(PyExc_ValueError, "no batch of windows: each has 1 to %d tokens of the vocabulary", LONGEST);
    return 0;
}

static int run_freely(Run *run, const Network *network, const Batch *batch, float *sums)
{
    int enough;
    Py_BEGIN_ALLOW_THREADS
    enough = run(network, batch, sums);
    Py_END_ALLOW_THREADS
    if (!enough)
        PyErr_NoMemory();
    return enough;
}

static PyObject *run_from_python(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *sums, *ids, *lengths, *embeddings, *layers;
    const char *name = NULL;
    if (!PyArg_ParseTuple(arguments, "OOOOO|z", &sums, &ids, &lengths, &embeddings, &layers, &name))
        return NULL;
    Taken taken = {.count = 0};
    Network network;
    Batch batch;
    Py_ssize_t words;
    float *to;
    Run *run = find_kernel(name);
    int done = run && take_network(&taken, embeddings, layers, &network, &words)
        && take_batch(&taken, ids, lengths, words, &batch)
        && (to = take(&taken, sums, (Py_ssize_t)sizeof(float) * SIZE * batch.windows, PyBUF_WRITABLE))
        && run_freely(run, &network, &batch, to);
    while (taken.count)
        PyBuffer_Release(&taken.views[--taken.count]);
    if (!done)
        return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"run", run_from_python, METH_VARARGS, "Write the sum of each window's vectors into the first array."},
    {NULL, NULL, 0, NULL},
};

static int add_kernels(PyObject *module)
{
    PyObject *names = PyList_New(0);
    for (const Kernel *kernel = kernels; names && kernel->run; kernel++) {
        PyObject *name = is_supported(kernel) ? PyUnicode_FromString(kernel->name) : NULL;
        if (name)
            PyList_Append(names, name);
        Py_XDECREF(name);
    }
    return names ? PyModule_AddObject(module, "KERNELS", names) : -1;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_kernels}, {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_native", .m_methods = methods, .m_slots = slots};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
