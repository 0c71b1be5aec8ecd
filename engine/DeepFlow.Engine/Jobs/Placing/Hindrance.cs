namespace DeepFlow.Engine.Jobs.Placing;

/// <summary>Why no living node could ever run a job, and what would help, in a sentence.</summary>
public static class Hindrance
{
    public static string Of(WaitingJob job, IReadOnlyList<PlaceNode> nodes)
    {
        var pool = nodes.Where(n => n.Workers > 0 && n.Pools.Contains(job.Pool)).ToList();
        var where = job.Pool == JobRequest.UsualPool ? "" : $" of the pool \"{job.Pool}\"";
        if (pool.Count == 0)
            return job.Pool == JobRequest.UsualPool
                ? "no node runs jobs that name no pool: start one without --pool"
                : $"it needs the pool \"{job.Pool}\", which no node serves: start one with --pool {job.Pool}";
        var (gpus, cpu, memory) = (pool.Max(n => n.Capacity.Gpus), pool.Max(n => n.Capacity.Cpu), pool.Max(n => n.Capacity.Memory));
        if (job.Needs.Gpus > gpus) return $"it needs {Resources.GpusText(job.Needs.Gpus)}; the largest node{where} has {(gpus == 0 ? "none" : $"{gpus}")}";
        if (job.Needs.Cpu > cpu) return $"it needs {Resources.CoresText(job.Needs.Cpu)}; the largest node{where} has {Resources.CoresText(cpu)}";
        if (job.Needs.Memory > memory) return $"it needs {Resources.MemoryText(job.Needs.Memory)}; the largest node{where} has {Resources.MemoryText(memory)}";
        return $"it needs {Resources.GpusText(job.Needs.Gpus)}, {Resources.CoresText(job.Needs.Cpu)} and {Resources.MemoryText(job.Needs.Memory)}; no node{where} has all that together";
    }
}
