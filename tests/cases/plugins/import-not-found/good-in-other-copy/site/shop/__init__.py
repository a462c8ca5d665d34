from shop.charts import drawn
