using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Training;

/// <summary>
/// One training run: a network, its optimizer, and where in the data it stands. Runs on the calling thread; torch's
/// scopes belong to a thread, so a run stays on one (see <see cref="TrainingThread"/>). Several runs may take turns on it:
/// each restores its own random state.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly NetworkDefinition network;
    private readonly TrainingPlan plan;
    private readonly LabelledTensors train;
    private readonly LabelledTensors validation;
    private readonly TrainingDevice device;
    private readonly Sequential module;
    private readonly OptimizerHelper optimizer;
    private readonly List<EpochResult> finished = [];
    private int batches;
    private double lossSum;
    private byte[] randomState = [];

    private Trainer(NetworkDefinition network, TrainingPlan plan, LabelledTensors train, LabelledTensors validation, TrainingDevice device)
    {
        this.device = device;
        this.network = network;
        this.plan = plan;
        this.train = train;
        this.validation = validation;
        random.manual_seed(plan.Seed);
        module = Network.Build(network);
        device.Place(module);
        optimizer = OptimizerOf(plan.Optimizer, module);
        randomState = TakeRandomState();
    }

    /// <summary>A fresh run: weights drawn from the plan's seed.</summary>
    public static Trainer Start(NetworkDefinition network, TrainingPlan plan, LabelledTensors train, LabelledTensors validation, TrainingDevice device = default) =>
        new(network, plan, train, validation, device);

    /// <summary>
    /// Goes on where the checkpoint was taken: on the processor what follows has the same bits as if there had been no stop.
    /// </summary>
    /// <exception cref="InvalidDataException">The checkpoint was made on other data.</exception>
    public static Trainer Resume(TrainingCheckpoint checkpoint, LabelledTensors train, LabelledTensors validation, TrainingDevice device = default)
    {
        var progress = checkpoint.Progress;
        if ((progress.TrainSource, progress.ValidationSource) != (train.Source, validation.Source))
        {
            throw new InvalidDataException(
                $"the checkpoint was made on {progress.TrainSource} and {progress.ValidationSource}, not on {train.Source} and {validation.Source}");
        }

        var trainer = new Trainer(checkpoint.Network, checkpoint.Plan, train, validation, device);
        Safetensors.Load(trainer.module, checkpoint.Weights);
        using (var reader = new BinaryReader(new MemoryStream(checkpoint.Optimizer)))
        {
            trainer.optimizer.load_state_dict(reader);
        }

        trainer.finished.AddRange(progress.Finished);
        trainer.batches = progress.Batches;
        trainer.lossSum = progress.LossSum;
        trainer.randomState = checkpoint.RandomState;
        return trainer;
    }

    /// <summary>Raised after each batch with the batches done in this epoch.</summary>
    public event Action<int>? BatchEnded;

    public long BatchesPerEpoch => (train.Count + plan.Batch - 1) / plan.Batch;

    /// <summary>Results of the finished epochs, first to last.</summary>
    public IReadOnlyList<EpochResult> Finished => finished;

    /// <summary>
    /// Trains to the end of the current epoch and validates. Cancellation is seen between batches and leaves the run at a
    /// batch's end, from where it may be checkpointed or continued.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EpochResult RunEpoch(CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var epoch = finished.Count;
        var order = OrderOf(epoch);
        SetLearningRate(plan.LearningRate(epoch));
        RestoreRandomState(randomState);
        module.train();
        for (var start = (long)batches * plan.Batch; start < train.Count; start += plan.Batch)
        {
            if (cancellation.IsCancellationRequested)
            {
                randomState = TakeRandomState();
                cancellation.ThrowIfCancellationRequested();
            }

            var size = Math.Min(plan.Batch, train.Count - start);
            lossSum += Step(order.narrow(0, start, size)) * size;
            batches++;
            BatchEnded?.Invoke(batches);
        }

        randomState = TakeRandomState();
        var judged = Prediction.Of(module, network, validation, device);
        var result = new EpochResult(epoch + 1, lossSum / train.Count, judged.Loss, judged.Accuracy);
        finished.Add(result);
        (batches, lossSum) = (0, 0);
        return result;
    }

    /// <summary>Everything needed to go on from here.</summary>
    public TrainingCheckpoint Snapshot()
    {
        using var moments = new MemoryStream();
        using (var writer = new BinaryWriter(moments))
        {
            optimizer.save_state_dict(writer);
        }

        return new TrainingCheckpoint(
            network, plan, new TrainingProgress(train.Source, validation.Source, [.. finished], batches, lossSum),
            Safetensors.Write(module), moments.ToArray(), randomState);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        module.Dispose();
    }

    /// <returns>The batch's mean loss.</returns>
    private double Step(Tensor rows)
    {
        using var step = NewDisposeScope();
        var scores = module.forward(device.Place(Batch.Input(train, rows, network)));
        var loss = nn.functional.cross_entropy(scores, device.Place(train.Labels.index_select(0, rows)));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.ToSingle();
    }

    /// <summary>A generator of its own per epoch: the order depends on nothing that happened before.</summary>
    private Tensor OrderOf(int epoch)
    {
        const ulong apart = 0x9E3779B97F4A7C15;   // keeps the orders of seed 1, epoch 2 and of seed 2, epoch 1 apart
        using var generator = new Generator(unchecked(((ulong)plan.Seed * apart) + (ulong)epoch));
        return randperm(train.Count, generator: generator);
    }

    private void SetLearningRate(double rate)
    {
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    private static OptimizerHelper OptimizerOf(Optimizer optimizer, nn.Module module) => optimizer switch
    {
        Adam adam => optim.Adam(module.parameters(), adam.Lr, weight_decay: adam.WeightDecay),
        Sgd sgd => optim.SGD(module.parameters(), sgd.Lr, sgd.Momentum, weight_decay: sgd.WeightDecay),
        _ => throw new NotSupportedException($"an optimizer {optimizer.GetType().Name} is not known"),
    };

    private static byte[] TakeRandomState()
    {
        using var state = random.get_rng_state();
        return state.bytes.ToArray();
    }

    private static void RestoreRandomState(byte[] bytes)
    {
        using var state = tensor(bytes);
        random.set_rng_state(state);
    }
}
