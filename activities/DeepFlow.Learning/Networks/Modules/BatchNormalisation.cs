using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>
/// Normalises each channel: over the batch while training, with the running means and variances afterwards. Those are buffers:
/// part of checkpoints, though nothing learns them. A batch with one number per channel has no variance, and takes the running
/// ones while training too: torch's own layer throws there, at the end of any epoch whose last batch has one item.
/// </summary>
internal sealed class BatchNormalisation : nn.Module<Tensor, Tensor>
{
    public const double Epsilon = 1e-5;
    private const double Momentum = 0.1;
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly long channels;

    public BatchNormalisation(int channels)
        : base(nameof(BatchNormalisation))
    {
        this.channels = channels;
        weight = new Parameter(ones(channels));
        bias = new Parameter(zeros(channels));
        running_mean = zeros(channels);
        running_var = ones(channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.batch_norm(
        input, running_mean, running_var, weight, bias, training && input.numel() > channels, Momentum, Epsilon);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weight.Dispose();
            bias.Dispose();
            running_mean.Dispose();
            running_var.Dispose();
        }

        base.Dispose(disposing);
    }
}
