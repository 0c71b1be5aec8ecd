using System.Text.Json;
using DeepFlow.Data.Sources;
using DeepFlow.Workflows;

namespace DeepFlow.Data.Tests.Sources;

public sealed class DataSourceTests
{
    [Fact]
    public void Parse_WhatAPersonWrites_IsASource()
    {
        DataSource.Parse("fashion-mnist").Should().Be(new FashionMnistSource(null));
        DataSource.Parse("fashion-mnist:/data/fm").Should().Be(new FashionMnistSource("/data/fm"));
        DataSource.Parse("/data/letters").Should().Be(new FolderSource("/data/letters"));
    }

    [Fact]
    public void Json_OfASource_IsATaggedRecord()
    {
        JsonSerializer.Serialize<DataSource>(new FolderSource("/x"), DeepFlowJson.Options).Should().Be("""{"$":"folder","path":"/x"}""");
        JsonSerializer.Deserialize<DataSource>("""{"$":"fashion_mnist"}""", DeepFlowJson.Options).Should().Be(new FashionMnistSource(null));
        JsonSerializer.Deserialize<DataSource>("""{"directory":"/x","$":"fashion_mnist"}""", DeepFlowJson.Options).Should().Be(new FashionMnistSource("/x"));
    }
}
