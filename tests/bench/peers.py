#!/usr/bin/env python3
"""igraph and rustworkx on graph folders: the same JSON lines as the example `trust-engine`, to stand beside it.

  python3 tests/bench/peers.py DIR... [--searches 100] [--changes 20]

Needs numpy, igraph and rustworkx: python3 -m pip install numpy igraph rustworkx

Neither library bounds a best path in hops. Where one of their own searches can be made to (Dijkstra over five layers,
one copy of the graph for each hop left), it is; introducers and rings are counted over their adjacency. Rows that are
slow are asked of fewer pairs, the first ones of the file, and `n` says of how many; sums compare at equal `n`.
igraph takes all costs from Python anew for every Dijkstra, which is most of its time in those rows.
Times are the lesser of wall and CPU time, in one pass.
"""
import argparse
import json
import math
import os
import time
import warnings

try:
    import igraph
    import numpy
    import rustworkx
except ModuleNotFoundError as missing:
    raise SystemExit(f"{missing.name} is missing: python3 -m pip install numpy igraph rustworkx")

STRENGTHS = [0.0, 0.4, 0.6, 0.8, 0.95]
LAYERS = 4
warnings.filterwarnings("ignore", message="Couldn.t reach some vertices")


class Folder:
    """What lies in a graph folder."""

    def __init__(self, path):
        self.name = os.path.basename(os.path.normpath(path))
        with open(os.path.join(path, "graph.bin"), "rb") as file:
            assert file.read(8) == b"STNG0001", "graph.bin is of another format"
            self.people, self.edges = (int(word) for word in numpy.fromfile(file, "<u4", 2))
            self.src = numpy.fromfile(file, "<u4", self.edges).astype(numpy.int64)
            self.dst = numpy.fromfile(file, "<u4", self.edges).astype(numpy.int64)
            self.level = numpy.fromfile(file, "u1", self.edges)
        nodes = numpy.loadtxt(os.path.join(path, "nodes.csv"), delimiter=",", dtype=numpy.int64)
        self.tagged = nodes[nodes[:, 2] == 1, 0].tolist()
        self.pairs = [tuple(map(int, line.split("\t")[1:])) for line in open(os.path.join(path, "queries.tsv"))]
        self.changes = [line.split() for line in open(os.path.join(path, "updates.tsv"))]
        self.changes = [(op, int(src), int(dst), int(level)) for op, src, dst, level in self.changes]
        self.strength = numpy.array(STRENGTHS)[self.level]

    def layered(self):
        """Ends and costs of a graph in which `person + people * layer` has used so many hops, or waited."""
        steps = numpy.arange(LAYERS)[:, None] * self.people
        stay = numpy.arange(self.people)
        src = numpy.concatenate([(self.src + steps).ravel(), (stay + steps).ravel()])
        dst = numpy.concatenate([(self.dst + steps).ravel(), (stay + steps).ravel()]) + self.people
        cost = numpy.concatenate([numpy.tile(-numpy.log(self.strength), LAYERS), numpy.zeros(self.people * LAYERS)])
        return src, dst, cost


class Igraph:
    name = "igraph"

    def __init__(self, folder):
        self.folder = folder
        ends = numpy.stack([folder.src, folder.dst], 1)
        self.graph = igraph.Graph(n=folder.people, edges=ends, directed=True)
        self.strength = folder.strength.tolist()
        self.head = folder.dst.tolist()
        self.tail = folder.src.tolist()

    def prepare(self):
        src, dst, cost = self.folder.layered()
        people = self.folder.people * (LAYERS + 1)
        self.layers = igraph.Graph(n=people, edges=numpy.stack([src, dst], 1), directed=True)
        self.layers.es["cost"] = cost
        self.cost = cost.tolist()

    def best_path(self, start, goal, hops):
        people = self.folder.people
        start, goal = start + people * (LAYERS - hops), goal + people * LAYERS
        edges = self.layers.get_shortest_path(start, goal, weights="cost", output="epath")
        return math.exp(-sum(self.cost[edge] for edge in edges)) if edges else 0.0

    def successors(self, person):
        return [(self.head[edge], self.strength[edge]) for edge in self.graph.incident(person, mode="out")]

    def predecessors(self, person):
        return [(self.tail[edge], self.strength[edge]) for edge in self.graph.incident(person, mode="in")]

    def reach(self, start):
        return sum(self.graph.neighborhood_size(start, order=hops, mode="out") - 1 for hops in (1, 2, 3))

    def nearest(self, start):
        people = self.folder.people
        goals = [person + people * LAYERS for person in self.folder.tagged if person != start]
        [costs] = self.layers.distances(start + people * (LAYERS - 3), goals, weights="cost")
        return sum(math.exp(-cost) for cost in sorted(costs)[:10] if cost != math.inf)

    def add(self, src, dst, level):
        self.graph.add_edges([(src, dst)])

    def remove(self, src, dst):
        self.graph.delete_edges([(src, dst)])


class Rustworkx:
    name = "rustworkx"

    def __init__(self, folder):
        self.folder = folder
        self.graph = self.directed(folder.people, folder.src, folder.dst, folder.strength)

    @staticmethod
    def directed(people, src, dst, weight):
        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from([None] * people)
        graph.extend_from_weighted_edge_list(list(zip(src.tolist(), dst.tolist(), weight.tolist())))
        return graph

    def prepare(self):
        src, dst, cost = self.folder.layered()
        self.layers = self.directed(self.folder.people * (LAYERS + 1), src, dst, cost)

    def best_path(self, start, goal, hops):
        people = self.folder.people
        start, goal = start + people * (LAYERS - hops), goal + people * LAYERS
        paths = rustworkx.dijkstra_shortest_paths(self.layers, start, target=goal, weight_fn=float)
        if goal not in paths:
            return 0.0
        path = list(paths[goal])
        return math.exp(-sum(self.layers.get_edge_data(src, dst) for src, dst in zip(path, path[1:])))

    def successors(self, person):
        return [(dst, strength) for _, dst, strength in self.graph.out_edges(person)]

    def predecessors(self, person):
        return [(src, strength) for src, _, strength in self.graph.in_edges(person)]

    def reach(self, start):
        seen, ring, total = {start}, {start}, 0
        for _ in range(3):
            ring = set().union(*map(self.graph.successor_indices, ring)) - seen
            seen |= ring
            total += len(seen) - 1
        return total

    def nearest(self, start):
        people = self.folder.people
        lengths = rustworkx.dijkstra_shortest_path_lengths(self.layers, start + people * (LAYERS - 3), float)
        goals = [person + people * LAYERS for person in self.folder.tagged if person != start]
        costs = sorted(lengths[goal] for goal in goals if goal in lengths)
        return sum(math.exp(-cost) for cost in costs[:10])

    def add(self, src, dst, level):
        self.graph.add_edge(src, dst, STRENGTHS[level])

    def remove(self, src, dst):
        self.graph.remove_edge(src, dst)


def introducers(peer, start, goal):
    """The five best first hops within three; a path doesn't come back, the goal is no first hop."""
    onto = dict(peer.predecessors(goal))
    found = []
    for first, strength in peer.successors(start):
        if first == goal:
            continue
        onward = onto.get(first, 0.0)
        for second, by in peer.successors(first):
            if second != start and second in onto:
                onward = max(onward, by * onto[second])
        found.append(strength * onward)
    return sum(sorted(found, reverse=True)[:5])


def timed(work):
    cpu, wall = time.thread_time(), time.perf_counter()
    answer = work()
    wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
    return answer, min(wall, cpu) * 1e6


def line(peer, folder, row, answers):
    micros = sorted(micros for _, micros in answers)
    at = lambda percent: round(micros[(len(micros) - 1) * percent // 100], 1)
    figures = {"median_us": at(50), "p99_us": at(99), "max_us": at(100), "sum": sum(answer for answer, _ in answers)}
    print(json.dumps({"engine": peer.name, "dataset": folder.name, "q": row, "n": len(answers), **figures}), flush=True)


def measure(kind, folder, searches, changes):
    peer, micros = timed(lambda: kind(folder))
    head = {"engine": peer.name, "dataset": folder.name, "q": "load", "m": folder.edges, "load_s": micros / 1e6}
    print(json.dumps(head), flush=True)
    peer.prepare()
    rows = {
        "q1h3": lambda start, goal: peer.best_path(start, goal, 3),
        "q1h4": lambda start, goal: peer.best_path(start, goal, 4),
        "q2": lambda start, goal: introducers(peer, start, goal),
        "q3": lambda start, goal: peer.reach(start),
        "q4": lambda start, goal: peer.nearest(start),
    }
    for row, ask in rows.items():
        line(peer, folder, row, [timed(lambda: ask(*pair)) for pair in folder.pairs[:searches]])
    done = {"add": [], "remove": []}
    for op, src, dst, level in folder.changes[:changes]:
        if op == "+":
            done["add"].append(timed(lambda: peer.add(src, dst, level)))
        else:
            done["remove"].append(timed(lambda: peer.remove(src, dst)))
    for row, answers in done.items():
        line(peer, folder, row, [(0, micros) for _, micros in answers])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dirs", nargs="+", metavar="DIR")
    parser.add_argument("--searches", type=int, default=100)
    parser.add_argument("--changes", type=int, default=20)
    given = parser.parse_args()
    for path in given.dirs:
        folder = Folder(path)
        for kind in (Igraph, Rustworkx):
            measure(kind, folder, given.searches, given.changes)


main()
